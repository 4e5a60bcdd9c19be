"""The reference model of tests/bench/reference in numpy, in blocks of draws.

Usage: numpy_reference.py means DRAWS BLOCK | quantiles DRAWS BLOCK

means: sum and sum of squares of each of the 924 columns, one block at a time.
quantiles: the same draws kept, then P5 P25 P50 P75 P95 of every column by partial
sorting, and the share of draws that reach the column's mean.
Prints one JSON object: draws per CPU-second of the whole process and its peak memory.
Needs numpy and scipy; one thread (no linear algebra is used).
"""

import json
import resource
import sys
import time

import numpy as np
from scipy.special import betaincinv, ndtri

ZONES, YEARS, LUCKS, COLUMNS = 10, 11, 171, 924
KNOTS = np.arange(1025) / 1024
# PERT(0.04, 0.07, 0.14) by definition interpolated between 1,025 quantiles.
PERT = 0.04 + 0.10 * betaincinv(1 + 4 * 0.3, 1 + 4 * 0.7, KNOTS)


def logistic(x):
    return 1 / (1 + np.exp(-x))


def triangular(u, low=0.10, mode=0.15, high=0.25):
    left = low + np.sqrt(u * ((high - low) * (mode - low)))
    right = high - np.sqrt((1 - u) * ((high - low) * (high - mode)))
    return np.where(u < (mode - low) / (high - low), left, right)


def simulate(u, out):
    """Uniforms u[171, n] to columns out[924, n], in the order of the definition."""
    n = u.shape[1]
    scores = ndtri(u[:YEARS])
    city = np.empty((YEARS, n))
    c = np.zeros(n)
    for t in range(YEARS):
        c = 0.6 * c + 0.01 * scores[t]
        city[t] = c
    sums = np.zeros((YEARS, 7, n))
    for z in range(ZONES):
        zone(z, u[11 + 16 * z : 27 + 16 * z], city, sums, out)
    for t in range(YEARS):
        rd, rev, hv, va, en, e, firms = sums[t]
        at = ZONES * YEARS * 8 + 4 * t
        np.divide(rd, rev, out=out[at])
        np.divide(hv, va, out=out[at + 1])
        np.divide(en, va, out=out[at + 2])
        np.divide(e, firms, out=out[at + 3])


def zone(z, u, city, sums, out):
    a = 0.30 + 0.005 * z + 0.02 * ndtri(u[0])
    d = 0.10 + 0.02 * ndtri(u[1])
    dr = triangular(u[2])
    rdr = (0.05 + 0.002 * z) * np.exp(0.15 * ndtri(u[3]))
    x = np.interp(u[4], KNOTS, PERT)
    shocks = ndtri(u[5:])
    n = u.shape[1]
    K, R, H, L = (np.full(n, v) for v in (80.0 + 15 * z, 30.0 + 8 * z, 20.0 + 3 * z, 10.0 + z))
    E, N, A, I = (np.full(n, v) for v in (100.0 + 20 * z, 300.0 + 50 * z, 1 + 0.02 * z, 0.5 - 0.02 * z))
    land, s = 2 * (10.0 + z), np.zeros(n)
    b, g, phi = 0.40 - 0.005 * z, 0.012 + 0.001 * z, 0.5 + 0.05 * z
    va_rate, va_ref, ent = 0.25 + 0.01 * z, 20.0 + 4 * z, 2 + 0.2 * z
    for t in range(YEARS):
        c = city[t]
        s = 0.5 * s + 0.02 * shocks[t]
        A = A * np.exp(g + phi * c + s)
        lnK, lnR = np.log(K), np.log(R)
        va = A * np.exp(a * lnK + b * np.log(H) + 0.08 * np.log(L) + d * lnR)
        rev = va / va_rate
        rd = rev * rdr * (1 + 0.02 * (t + 1))
        cv = logistic(-1 + 0.5 * (lnR - lnK) + 2 * s)
        E = E * (1 - x) + 0.3 * (N - E) * cv + ent * np.exp(2 * s + c)
        N = np.maximum(E, N * (1.02 + 0.2 * c))
        sh = logistic(-1 + 2 * E / N + 0.3 * R / va)
        I = I * np.exp(-(0.02 + 0.03 * sh + 0.1 * s))
        H = H * (1 - 0.06) + 0.16 * H * logistic(2 * (va / H - 1))
        K = K * (1 - 0.08) + 0.35 * va
        R = R * (1 - dr) + rd
        L = L + 0.3 * (1 - L / land) * np.minimum(va / va_ref, 2.0)
        hv, en = va * sh, I * va
        at = (z * YEARS + t) * 8
        for i, column in enumerate((va, rev, rd, E, H, hv, en, va / L)):
            out[at + i] = column
        for total, part in zip(sums[t], (rd, rev, hv, va, en, E, N)):
            total += part


def blocks(draws, block):
    """Yields first draw and uniforms of each block; the same luck for any size of block is no aim."""
    generator = np.random.Generator(np.random.SFC64(1))
    for first in range(0, draws, block):
        yield first, np.maximum(generator.random((LUCKS, min(block, draws - first))), 1e-17)


def means(draws, block):
    sums, squares, out = np.zeros(COLUMNS), np.zeros(COLUMNS), np.empty((COLUMNS, block))
    for _, u in blocks(draws, block):
        part = out[:, : u.shape[1]]
        simulate(u, part)
        sums += part.sum(1)
        squares += np.einsum("ij,ij->i", part, part)
    return sums / draws


def quantiles(draws, block):
    kept, out = np.empty((COLUMNS, draws)), np.empty((COLUMNS, block))
    for first, u in blocks(draws, block):
        part = out[:, : u.shape[1]]
        simulate(u, part)
        kept[:, first : first + u.shape[1]] = part
    ranks = [int(p * (draws - 1)) for p in (0.05, 0.25, 0.5, 0.75, 0.95)]
    found = np.empty((COLUMNS, 5))
    mean = np.empty(COLUMNS)
    reached = np.empty(COLUMNS)
    for column, values in enumerate(kept):
        mean[column] = values.mean()
        reached[column] = np.count_nonzero(values >= mean[column]) / draws
        values.partition(ranks)
        found[column] = values[ranks]
    return mean


def main():
    what, draws, block = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    start = time.process_time()
    mean = {"means": means, "quantiles": quantiles}[what](draws, block)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = draws / seconds
    print(json.dumps({"draws_per_cpu_second": rate, "peak_mb": peak, "means": mean[[10, 80, 900, 923]].tolist()}))


if __name__ == "__main__":
    main()
