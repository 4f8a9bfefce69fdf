"""Who says what to whom, and what they do by saying it: text analysis for diplomatic language in six languages.

Arabic, Chinese, English, French, Russian and Spanish. All spans are code points, so `text[x.start:x.end]` is always the
text that `x` stands for. Options are keyword-only; a wrong one raises an error that names the valid choices.

>>> import diplotext as dt
>>> dt.stem("negotiations")
'negoti'
>>> dt.classify_act("We strongly condemn the attack.").label
'condemn'
"""

from diplotext._diplotext import *  # noqa: F403
from diplotext._diplotext import __version__ as __version__

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
