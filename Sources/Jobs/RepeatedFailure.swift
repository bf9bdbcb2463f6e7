public import Logging

/// An error that comes again and again while something lasts, such as a database that is away: it is said when it begins, once a
/// minute as long as it goes on, and when it is over.
public struct RepeatedFailure {
    private let what: String
    private let logger: Logger
    private var times = 0
    private var toldAt: ContinuousClock.Instant?
    private static let pause = Duration.seconds(60)

    /// Speaks of something, such as `sequencing`.
    public init(_ what: String, logger: Logger) {
        (self.what, self.logger) = (what, logger)
    }

    /// It failed.
    public mutating func failed(_ error: any Error, at moment: ContinuousClock.Instant = .now) {
        times += 1
        if let toldAt, moment < toldAt + Self.pause { return }
        toldAt = moment
        logger.error(
            "\(what) fails and is tried again", metadata: ["error": "\(shortText(of: error))", "times": "\(times)"])
    }

    /// It worked.
    public mutating func worked() {
        if times == 0 { return }
        logger.notice("\(what) works again", metadata: ["failures": "\(times)"])
        (times, toldAt) = (0, nil)
    }
}
