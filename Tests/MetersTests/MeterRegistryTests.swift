import CoreMetrics
import Testing

@testable import Meters

/// What is counted is told in Prometheus's words.
@Suite struct MeterRegistryTests {
    @Test func `a counter is told under its labels, with a line of help`() {
        let registry = MeterRegistry(help: ["filings_total": "Matters filed."])
        Counter(label: "filings_total", dimensions: [("kind", "help"), ("channel", "web")], factory: registry)
            .increment(by: 2)
        Counter(label: "filings_total", dimensions: [("kind", "help"), ("channel", "web")], factory: registry)
            .increment()
        Counter(label: "filings_total", dimensions: [("kind", "dispute")], factory: registry).increment()
        #expect(
            registry.text == """
                # HELP filings_total Matters filed.
                # TYPE filings_total counter
                filings_total{kind="dispute"} 1
                filings_total{kind="help",channel="web"} 3

                """)
    }

    @Test func `a histogram counts cumulatively, with sum and count, times in seconds`() {
        let registry = MeterRegistry(bounds: ["group": [1, 4]])
        let group = Recorder(label: "group", factory: registry)
        for size in [1, 2, 4, 5] { group.record(size) }
        #expect(
            registry.text == """
                # TYPE group histogram
                group_bucket{le="1"} 1
                group_bucket{le="4"} 3
                group_bucket{le="+Inf"} 4
                group_sum 12
                group_count 4

                """)
        let timed = MeterRegistry()
        Timer(label: "seconds", dimensions: [("route", "/")], factory: timed).recordNanoseconds(30_000_000)
        #expect(timed.text.contains("seconds_bucket{route=\"/\",le=\"0.025\"} 0\n"))
        #expect(timed.text.contains("seconds_bucket{route=\"/\",le=\"0.05\"} 1\n"))
        #expect(timed.text.contains("seconds_sum{route=\"/\"} 0.03\n"))
    }

    @Test func `a meter stands at its last value, also below zero`() {
        let registry = MeterRegistry()
        let meter = Meter(label: "waiting", factory: registry)
        meter.set(7)
        meter.decrement(by: 9.5)
        Recorder(label: "level", aggregate: false, factory: registry).record(3)
        #expect(registry.text == "# TYPE level gauge\nlevel 3\n# TYPE waiting gauge\nwaiting -2.5\n")
    }

    @Test func `a label cannot break out of its line, and a name has one kind`() {
        let registry = MeterRegistry()
        Counter(label: "a", dimensions: [("route", "x\"} 1\nb{\\")], factory: registry).increment()
        Meter(label: "a", factory: registry).set(5)
        #expect(registry.text == "# TYPE a counter\na{route=\"x\\\"} 1\\nb{\\\\\"} 1\n")
    }

    @Test func `nothing is lost when many count at once`() async {
        let registry = MeterRegistry()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        Counter(label: "n", factory: registry).increment()
                        Recorder(label: "h", factory: registry).record(1)
                    }
                }
            }
        }
        #expect(registry.text.contains("\nn 8000\n"))
        #expect(registry.text.contains("h_count 8000\n"))
    }
}
