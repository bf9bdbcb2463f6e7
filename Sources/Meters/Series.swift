import CoreMetrics
import Synchronization

/// The values of one name under one set of labels.
protocol Series: AnyObject, Sendable {
    /// Their lines; `labels` stand between braces.
    func lines(_ name: String, labels: String) -> String
}

/// Counts up.
final class CountSeries: CounterHandler, Series {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.add(amount, ordering: .relaxed) }

    func reset() { value.store(0, ordering: .relaxed) }

    func lines(_ name: String, labels: String) -> String {
        Line.text(name, labels, Double(value.load(ordering: .relaxed)))
    }
}

/// Stands at a value.
final class GaugeSeries: MeterHandler, RecorderHandler, Series {
    private let value = Mutex(0.0)

    func set(_ new: Int64) { set(Double(new)) }

    func set(_ new: Double) { value.withLock { $0 = new } }

    func increment(by amount: Double) { value.withLock { $0 += amount } }

    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func record(_ new: Int64) { set(Double(new)) }

    func record(_ new: Double) { set(new) }

    func lines(_ name: String, labels: String) -> String { Line.text(name, labels, value.withLock { $0 }) }
}

/// Counts values by upper bounds; times are in seconds.
final class HistogramSeries: RecorderHandler, TimerHandler, Series {
    private struct State {
        var counts: [Int64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[place] += 1
            state.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func lines(_ name: String, labels: String) -> String {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        let before = labels.isEmpty ? "" : labels + ","
        var total: Int64 = 0
        var text = ""
        for (bound, count) in zip(bounds.map(Line.number) + ["+Inf"], counts) {
            total += count
            text += Line.text(name + "_bucket", "\(before)le=\"\(bound)\"", Double(total))
        }
        return text + Line.text(name + "_sum", labels, sum) + Line.text(name + "_count", labels, Double(total))
    }
}

/// A line of the text format.
enum Line {
    static func text(_ name: String, _ labels: String, _ value: Double) -> String {
        labels.isEmpty ? "\(name) \(number(value))\n" : "\(name){\(labels)} \(number(value))\n"
    }

    /// Whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
