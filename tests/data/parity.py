"""Records what scikit-learn finds on the data of tests/model.rs: python parity.py > parity.tsv

The data are made by arithmetic, the same here and there: 300 examples, 40 features, 4 labels (or 2).
"""

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

N, D = 300, 40


def example(i):
    row = [0.0] * D
    for f in range(D):
        h = (i * 2654435761 + f * 40503 + i * f * 97) % 1009
        if h < 220:
            row[f] = 1.0 if h % 3 else 0.5
    return row


def label(i, labels):
    row = example(i)
    noise = (i * 7919) % 5
    scores = [
        sum(x for f, x in enumerate(row) if f % labels == k) + (1.2 if noise == k else 0.0) for k in range(labels)
    ]
    return int(np.argmax(scores))


def record(name, labels, c, class_weight):
    x = np.array([example(i) for i in range(N)])
    y = np.array([label(i, labels) for i in range(N)])
    m = LogisticRegression(C=c, tol=1e-8, max_iter=20000, class_weight=class_weight).fit(x, y)
    w, b = m.coef_, m.intercept_
    if labels == 2:  # the difference of the two labels' weights
        w, b = np.vstack([-w / 2, w / 2]), np.array([-b[0] / 2, b[0] / 2])
    w, b = w - w.mean(0), b - b.mean()
    predicted = "".join(str(p) for p in m.predict(x))
    print(f"case\t{name}\t{labels}\t{c}\t{class_weight or 'none'}\t{predicted}")
    for k in range(labels):
        print(f"weights\t{k}\t{b[k]:.9f}\t" + "\t".join(f"{v:.9f}" for v in w[k]))


print(
    f"# scikit-learn {sklearn.__version__}: case, name, labels, C, class weights, predictions; "
    "then a line of weights for each label, its intercept first"
)
record("four", 4, 1.0, None)
record("four-balanced", 4, 0.3, "balanced")
record("two", 2, 1.0, None)
record("two-balanced", 2, 10.0, "balanced")
