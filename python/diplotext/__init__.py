"""Text analysis for diplomatic language, in Arabic, Chinese, English, French, Russian and Spanish."""

from ._diplotext import *  # noqa: F403
from ._diplotext import __version__ as __version__
