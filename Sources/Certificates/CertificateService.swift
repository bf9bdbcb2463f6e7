public import Base
public import Logging
public import ServiceLifecycle
import UnixSignals

/// Takes new certificates into use: twice a minute when the files have changed, and at once on SIGHUP.
public struct CertificateService: Service {
    private let keeper: CertificateKeeper
    private let logger: Logger
    private let now: @Sendable () -> Instant

    /// Watches over a keeper by the machine's clock.
    public init(keeper: CertificateKeeper, logger: Logger, now: @escaping @Sendable () -> Instant) {
        (self.keeper, self.logger, self.now) = (keeper, logger, now)
    }

    public func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await _ in signals { look(evenIfUnchanged: true) }
                }
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(30))) != nil { look(evenIfUnchanged: false) }
                }
            }
        }
    }

    private func look(evenIfUnchanged: Bool) {
        do {
            if try keeper.reload(evenIfUnchanged: evenIfUnchanged, now: now()) {
                logger.notice("new certificate in use", metadata: ["ends": "\(keeper.pair.ends.iso)"])
            } else if evenIfUnchanged {
                logger.notice("the certificate is the same", metadata: ["ends": "\(keeper.pair.ends.iso)"])
            }
        } catch {
            let why = (error as? any ExplainedError)?.explanation ?? "\(error)"
            logger.error("the new certificate is not used, the old one stays", metadata: ["why": "\(why)"])
        }
    }
}
