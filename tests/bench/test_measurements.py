"""What the bench says of its numbers: kept or not, and none lost on the way to the table."""

from tests.bench.bench_web import chunks
from tests.bench.measurements import Measurement, as_json, as_table


def line(ratio: float, most: float | None = None, judged: float | None = None) -> Measurement:
    return Measurement(
        "cold import", 312.4, "ms", "plain import: 426 ms", ratio, "≤ 400", most, judged
    )


def test_a_budget_is_met_up_to_its_bound() -> None:
    assert line(1.0, most=1.0).met is True
    assert line(1.01, most=1.0).met is False


def test_a_budget_in_the_unit_of_the_value_is_not_judged_by_the_ratio() -> None:
    assert line(27.0, most=2.0, judged=0.7).met is True
    assert line(0.7, most=400.0, judged=401.0).met is False


def test_without_a_bound_nothing_is_claimed() -> None:
    assert line(3.0).met is None


def test_what_is_kept_has_exactly_the_promised_fields() -> None:
    assert as_json([line(0.73)]) == {
        "cold import": {
            "value": 312.4,
            "unit": "ms",
            "reference": "plain import: 426 ms",
            "ratio": 0.73,
        }
    }


def test_a_missed_budget_stands_out() -> None:
    head, missed = as_table([line(1.2, most=1.0)]).splitlines()

    assert missed[head.index("met") :].startswith("NO ")


def test_a_first_load_counts_a_shared_file_once_and_no_lazy_ones() -> None:
    manifest = {
        "index.html": {"file": "a.js", "imports": ["_c.js"], "dynamicImports": ["late.tsx"]},
        "home.tsx": {"file": "b.js", "imports": ["_c.js", "index.html"]},
        "_c.js": {"file": "c.js"},
        "late.tsx": {"file": "late.js"},
    }

    assert chunks(manifest, ("index.html", "home.tsx")) == {"a.js", "b.js", "c.js"}
