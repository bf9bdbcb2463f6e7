public import CoreMetrics
import Synchronization

/// Keeps what the program counts and measures, and tells it in the words of Prometheus (text format 0.0.4).
///
/// Names are taken as they come: whoever measures gives them as Prometheus wants them, such as `shanzhi_http_requests_total`.
public final class MeterRegistry: MetricsFactory {
    private struct Family {
        let kind: Kind
        /// By the labels as they are written.
        var rows: [String: any Series] = [:]
    }

    enum Kind: String { case counter, gauge, histogram }

    private let families = Mutex<[String: Family]>([:])
    private let bounds: [String: [Double]]
    private let help: [String: String]
    /// The upper bounds, in seconds, of what is measured without bounds of its own.
    public static let seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// An empty registry; `bounds` are the upper bounds of histograms, `help` a line about a name, each by name.
    public init(bounds: [String: [Double]] = [:], help: [String: String] = [:]) {
        self.bounds = bounds
        self.help = help
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(label, dimensions, .counter, orMake: CountSeries.init)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(label, dimensions, .gauge, orMake: GaugeSeries.init)
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return find(label, dimensions, .gauge, orMake: GaugeSeries.init) }
        return histogram(label, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    // What was counted stays until the program ends: a counter that vanishes and begins anew is a wrong rate.
    public func destroyCounter(_ handler: any CounterHandler) {}
    public func destroyMeter(_ handler: any MeterHandler) {}
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    public func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything as text: sorted, a line a value.
    public var text: String {
        families.withLock { $0 }.sorted { $0.key < $1.key }.map { name, family in
            let help = help[name].map { "# HELP \(name) \($0)\n" } ?? ""
            let rows = family.rows.sorted { $0.key < $1.key }.map { $1.lines(name, labels: $0) }
            return help + "# TYPE \(name) \(family.kind.rawValue)\n" + rows.joined()
        }.joined()
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries {
        find(label, dimensions, .histogram) { HistogramSeries(bounds: bounds[label] ?? Self.seconds) }
    }

    // Two kinds under one name would make the whole text unreadable: the second is counted for nobody.
    private func find<Found: Series>(
        _ name: String, _ dimensions: [(String, String)], _ kind: Kind, orMake make: () -> Found
    ) -> Found {
        let labels = dimensions.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        return families.withLock { families in
            var family = families[name] ?? Family(kind: kind)
            if let known = family.rows[labels] as? Found { return known }
            let made = make()
            guard family.kind == kind else { return made }
            family.rows[labels] = made
            families[name] = family
            return made
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
