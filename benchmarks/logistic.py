"""Logistic regression: Newton's method with a ridge on standardised features, which are then unstandardised."""

from __future__ import annotations

import numpy as np


def fitted(values: np.ndarray, labels: np.ndarray, shares: np.ndarray, ridge: float) -> tuple[float, np.ndarray]:
    """Bias and weights, for the features as they are. A row counts as much as its share; the bias has no ridge."""
    middle, spread = values.mean(0), values.std(0) + 1e-9
    x = np.hstack([(values - middle) / spread, np.ones((len(values), 1))])
    held = np.diag([ridge] * len(middle) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (shares * (labels - p)) - held @ w
        w += np.linalg.solve((x * (shares * p * (1 - p))[:, None]).T @ x + held, slope)
    weights = w[:-1] / spread
    return float(w[-1] - weights @ middle), weights
