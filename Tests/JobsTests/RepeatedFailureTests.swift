import Jobs
import Logging
import Synchronization
import Testing

/// What a log says of an error that lasts.
@Suite struct RepeatedFailureTests {
    private struct Away: Error {}

    @Test func `an error that lasts is said once a minute, and its end once`() {
        let lines = Lines()
        var failure = RepeatedFailure("sequencing", logger: Logger(label: "test") { _ in lines })
        failure.worked()
        #expect(lines.texts.isEmpty)
        let start = ContinuousClock.now
        for seconds in 0..<90 { failure.failed(Away(), at: start + .seconds(seconds)) }
        #expect(
            lines.texts == [
                "error sequencing fails and is tried again 1", "error sequencing fails and is tried again 61",
            ])
        failure.worked()
        failure.worked()
        #expect(lines.texts.dropFirst(2) == ["notice sequencing works again 90"])
        failure.failed(Away(), at: start + .seconds(91))
        #expect(lines.texts.last == "error sequencing fails and is tried again 1")
    }
}

/// Keeps the lines of a log: level, message and how often.
private final class Lines: LogHandler {
    private let kept = Mutex<[String]>([])

    var texts: [String] { kept.withLock { $0 } }

    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }
    var logLevel: Logger.Level {
        get { .trace }
        set { _ = newValue }
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { _ = newValue }
    }

    func log(event: LogEvent) {
        let count = event.metadata?["times"] ?? event.metadata?["failures"]
        kept.withLock { $0.append("\(event.level) \(event.message) \(count.map { "\($0)" } ?? "")") }
    }
}
