import ArgumentParser
import Foundation
import Letters
import Logging

/// `shanzhi config`
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Say what is set, and where.", subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every setting as a server started the same way would have it, with its origin.",
            discussion:
                "A flag comes before the environment (SHANZHI_PORT), the environment before the file (--config or "
                + "SHANZHI_CONFIG). Passwords are not shown."
        )

        @OptionGroup var place: PlaceOptions
        @OptionGroup var options: ServeOptions
        @Flag(name: .long, help: "Print one JSON object.") var json = false

        func run() async throws {
            let lines = try lines()
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                print(String(decoding: try encoder.encode(lines), as: UTF8.self))
                return
            }
            for line in lines {
                let name = line.name.padding(toLength: 15, withPad: " ", startingAt: 0)
                print("\(name) \(line.value ?? "-")  (\(line.told))")
            }
        }

        private func lines() throws -> [Line] {
            let settings = place.settings
            func line(_ name: Settings.Name, _ flag: [String], _ value: String?) -> Line {
                let origin = settings.find(name, flag: flag).origin
                return Line(
                    name: name.rawValue, value: value.map(Secret.hidden), origin: origin,
                    told: origin == .environment
                        ? name.variable : origin == .file ? settings.path ?? "file" : origin.rawValue)
            }
            func text(_ number: Int?) -> [String] { number.map { ["\($0)"] } ?? [] }
            let proxies = settings.find(.trustedProxy, flag: options.givenProxies).values
            _ = try options.proxies(settings)
            let files = try options.secure.files(settings)
            return [
                line(.data, place.givenData.map { [$0] } ?? [], place.folder.path),
                line(.database, place.givenDatabase.map { [$0] } ?? [], place.address),
                line(.replica, options.following.givenReplica.map { [$0] } ?? [], options.following.address(settings)),
                line(.home, place.givenHome.map { [$0] } ?? [], (try? place.homeFolder())?.path),
                line(.host, options.givenHost.map { [$0] } ?? [], options.host(settings)),
                line(.port, text(options.givenPort), "\(try options.port(settings))"),
                line(.filingLimit, text(options.givenFilingLimit), "\(try options.filingLimit(settings))"),
                line(.trustedProxy, options.givenProxies, proxies.isEmpty ? nil : proxies.joined(separator: ", ")),
                line(.logLevel, options.givenLogLevel.map { [$0] } ?? [], try options.logLevel(settings).rawValue),
                line(.logFormat, options.givenLogFormat.map { [$0] } ?? [], try options.logFormat(settings)),
                line(.certificate, options.secure.givenCertificate.map { [$0] } ?? [], files?.certificate.path),
                line(.key, options.secure.givenKey.map { [$0] } ?? [], files?.key.path),
                line(.metricsPort, text(options.givenMetricsPort), try options.metricsPort(settings).map { "\($0)" }),
            ] + fontLines(settings, line) + (try noticeLines(settings, line))
        }

        private func fontLines(
            _ settings: Settings, _ line: (Settings.Name, [String], String?) -> Line
        ) -> [Line] {
            let fonts = options.fonts.families(settings)
            return [
                line(.fontBody, [], fonts.body), line(.fontTitle, [], fonts.title),
                line(.fontHeading, [], fonts.heading), line(.fontScript, [], fonts.script),
                line(.fontNumber, [], fonts.number),
            ]
        }

        private func noticeLines(
            _ settings: Settings, _ line: (Settings.Name, [String], String?) -> Line
        ) throws -> [Line] {
            let given = options.notices
            let open = [
                (Settings.Name.publicAddress, given.givenOrigin, try given.origin(settings)),
                // What stands behind a question mark may be a key.
                (.sms, given.givenSMS, given.sms(settings).map { String($0.prefix { $0 != "?" }) }),
                (.mail, given.givenMail, given.mail(settings)),
                (.mailFrom, given.givenFrom, settings.text(.mailFrom, flag: given.givenFrom)),
                (.mailRoots, given.givenRoots, settings.text(.mailRoots, flag: given.givenRoots)),
            ].map { line($0.0, $0.1.map { [$0] } ?? [], $0.2) }
            // A secret is never a flag: everybody on the machine sees those.
            let secret = [Settings.Name.smsToken, .smsSecret, .mailPassword].map { name in
                line(name, [], settings.text(name, flag: nil).map { _ in "***" })
            }
            return open + secret
        }
    }

    private struct Line: Encodable {
        let name: String
        let value: String?
        let origin: Settings.Origin
        let told: String

        private enum CodingKeys: String, CodingKey { case name, value, origin }
    }
}

/// What must not be shown.
enum Secret {
    /// An address without the password that may stand in it.
    static func hidden(_ text: String) -> String {
        text.replacing(#/(://[^:/@]*):.*@/#) { "\($0.output.1):***@" }
            .replacing(#/(?i)(password=)('[^']*'|[^&\s]*)/#) { "\($0.output.1)***" }
    }
}
