// Event logs of proceedings in XES (IEEE 1849-2016).
public import Base

/// One proceeding as it went.
public struct ProceedingTrace: Hashable, Sendable {
    /// How far it came.
    public enum State: String, Sendable {
        case running, ended
        /// The kind of the matter was corrected: another proceeding took its place.
        case replaced
    }

    /// Number of the matter, procedure, and which of that procedure it is in the matter.
    public let name: String
    /// The number of the matter.
    public let matter: String
    /// The kind of the matter.
    public let kind: String
    /// The code of the procedure.
    public let procedure: String
    /// The published versions it runs under.
    public let version: String
    /// Where it stands on the one road; nil for the matter's own.
    public let road: String?
    /// How far it came.
    public let state: State
    /// The stage it is in.
    public let stage: String
    /// What became of it; nil while nothing has.
    public let end: String?
    /// What happened, in the order in which it was recorded.
    public var events: [TraceEvent]
}

/// One step of a proceeding.
public struct TraceEvent: Hashable, Sendable {
    /// The code of the action, as the graph of the procedure knows it.
    public let code: String
    /// When it happened.
    public let happenedAt: Instant
    /// When it was recorded.
    public let recordedAt: Instant
    /// The unit that acted; nil for everybody else.
    public let unit: String?
    /// Who acted: staff, filer, clock or system.
    public let role: String
    /// The last days of the terms that it started, by the id of the row of the law; the earliest where there are several.
    public var dues: [String: Day]
}

/// Writes an event log piece by piece.
///
/// It holds no name of a person and no word that anybody wrote: codes, units, times and days only.
public struct XESWriter: Sendable {
    private let graph: ProcedureGraph

    /// A log of proceedings under one version of a procedure.
    public init(_ graph: ProcedureGraph) {
        self.graph = graph
    }

    /// What comes before the first trace; `name` is what the log is called.
    public func head(name: String) -> String {
        let unknown = Self.string("concept:name", "UNKNOWN")
        return XMLText.head + """
            <log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
            <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
            <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
            <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
            <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
            <global scope="trace">\(unknown)</global>
            <global scope="event">\(unknown)\(Self.date("time:timestamp", Instant(milliseconds: 0)))\
            \(Self.string("lifecycle:transition", "complete"))</global>
            <classifier name="Activity" keys="concept:name"/>
            \(Self.string("concept:name", name))\(Self.string("lifecycle:model", "standard"))

            """
    }

    /// What comes after the last trace.
    public let foot = "</log>\n"

    /// One proceeding.
    public func text(_ trace: ProceedingTrace) -> String {
        let facts: [(String, String?)] = [
            ("concept:name", trace.name), ("matter", trace.matter), ("kind", trace.kind),
            ("procedure", trace.procedure), ("version", trace.version), ("road", trace.road),
            ("state", trace.state.rawValue), ("stage", trace.stage), ("end", trace.end),
        ]
        let lines = facts.compactMap { name, value in value.map { Self.string(name, $0) } }
        return "<trace>\(lines.joined())\n\(trace.events.map(text).joined())</trace>\n"
    }

    private func text(_ event: TraceEvent) -> String {
        var line = "<event>" + Self.string("concept:name", graph.label(of: event.code) ?? event.code)
        line += Self.string("code", event.code) + Self.date("time:timestamp", event.happenedAt)
        line += Self.date("recorded_at", event.recordedAt) + Self.string("lifecycle:transition", "complete")
        if let unit = event.unit { line += Self.string("org:resource", unit) }
        line += Self.string("org:role", event.role)
        for (rule, due) in event.dues.sorted(by: { $0.key < $1.key }) {
            line += Self.string("term:\(rule)", due.description)
        }
        return line + "</event>\n"
    }

    private static func string(_ key: String, _ value: String) -> String {
        "<string\(XMLText.attribute("key", key))\(XMLText.attribute("value", value))/>"
    }

    private static func date(_ key: String, _ instant: Instant) -> String {
        "<date\(XMLText.attribute("key", key))\(XMLText.attribute("value", instant.iso))/>"
    }
}
