"""Peers in turn, round by round; medians, and the median of the ratios within a round with its 95 % interval."""

import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

WARM_UPS, RESAMPLES = 3, 2000


def timed(function: Callable[[], Any]) -> float:
    began = time.perf_counter()
    function()
    return (time.perf_counter() - began) * 1000


def rounds(ways: dict[str, Callable[[int], Any]], many: int) -> dict[str, list[float]]:
    """Milliseconds of each way in each round."""
    for number in range(WARM_UPS):
        for way in ways.values():
            way(number)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(many):
        for name, way in ways.items():
            taken[name].append(timed(lambda way=way, number=number: way(number)))
    return taken


def told(taken: dict[str, list[float]], ours: str) -> dict[str, Any]:
    """Median and 95th percentile of each way, and by how much it is slower than ours."""
    return {
        name: {
            "median_ms": round(statistics.median(found), 2),
            "p95_ms": round(sorted(found)[int(len(found) * 0.95)], 2),
            **({} if name == ours else ratio(found, taken[ours])),
        }
        for name, found in taken.items()
    }


def ratio(slow: Sequence[float], fast: Sequence[float]) -> dict[str, float]:
    """The median of the ratios within a round, with the interval in which 95 % of resampled medians lie."""
    ratios = [one / other for one, other in zip(slow, fast, strict=True)]
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(ratios, k=len(ratios))) for _sample in range(RESAMPLES))
    low, high = medians[int(RESAMPLES * 0.025)], medians[int(RESAMPLES * 0.975)]
    return {"times": round(statistics.median(ratios), 2), "from": round(low, 2), "to": round(high, 2)}


def machine() -> dict[str, Any]:
    """What the figures were measured on: processor, load, and a probe of how fast memory is copied just now."""
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")  # noqa: SIM115
    block = bytes(200_000_000)
    probe = min(timed(lambda: bytearray(block)) for _try in range(3))
    found = {"cpu": model, "cores": os.cpu_count(), "load": [round(load, 1) for load in os.getloadavg()]}
    return {**found, "memcpy_gb_s": round(0.2 / probe * 1000, 1)}
