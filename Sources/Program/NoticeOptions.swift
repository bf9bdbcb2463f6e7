import ArgumentParser
import Foundation
import Notices

/// Who carries notices out of the house; also for `shanzhi check`.
struct NoticeOptions: ParsableArguments {
    @Option(
        name: .customLong("public-address"),
        help: "The address under which people reach this program, such as https://district.example; notices link to it."
    )
    var givenOrigin: String?

    @Option(
        name: .customLong("sms"),
        help:
            "https://HOST/PATH of an SMS gateway, sandbox (demo only), or none. (default: sandbox in the demo, else none)"
    )
    var givenSMS: String?

    @Option(
        name: .customLong("mail"),
        help: "smtps://USER@HOST or smtp://USER@HOST:587 (STARTTLS), sandbox (demo only), or none; see --sms.")
    var givenMail: String?

    @Option(name: .customLong("mail-from"), help: "The address that letters come from; goes with --mail.")
    var givenFrom: String?

    @Option(
        name: .customLong("mail-roots"),
        help: "Certificates in PEM form that the mail server is believed by, instead of this machine's.")
    var givenRoots: String?

    /// The SMS gateway as it was named.
    func sms(_ settings: Settings) -> String? { settings.text(.sms, flag: givenSMS) }

    /// The mail server as it was named.
    func mail(_ settings: Settings) -> String? { settings.text(.mail, flag: givenMail) }

    /// The program's address without a slash at its end. Throws for what is none.
    func origin(_ settings: Settings) throws -> String? {
        guard let text = settings.text(.publicAddress, flag: givenOrigin), !text.isEmpty else { return nil }
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme ?? ""),
            parts.host?.isEmpty == false, ["", "/"].contains(parts.path), parts.query == nil, parts.fragment == nil
        else { throw ValidationError("public-address: \(text) is no address such as https://district.example.") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// The gateways. Throws for what cannot be used, and for a sandbox in a real district.
    func gateways(_ settings: Settings, isDemo: Bool) throws -> NoticeGateways {
        var gateways = NoticeGateways.none
        gateways.carriers[.sms] = try carrier(sms(settings), isDemo: isDemo, of: "sms") { url in
            guard let gateway = SMSGateway(url: url, token: settings.text(.smsToken, flag: nil)) else {
                throw ValidationError(
                    "sms wants https://HOST/PATH without a user, or http:// on this machine, and a plain sms-token.")
            }
            return gateway
        }
        gateways.carriers[.mail] = try carrier(mail(settings), isDemo: isDemo, of: "mail") { url in
            try mailGateway(url, settings)
        }
        gateways.receiptSecret = settings.text(.smsSecret, flag: nil).map { Array($0.utf8) }
        if let secret = gateways.receiptSecret, secret.count < 16 {
            throw ValidationError("sms-secret is too short: 16 characters or more.")
        }
        return gateways
    }

    private func mailGateway(_ url: String, _ settings: Settings) throws -> any NoticeGateway {
        guard let from = settings.text(.mailFrom, flag: givenFrom).flatMap({ MailAddress($0) }) else {
            throw ValidationError("mail wants mail-from: the address that letters come from.")
        }
        let password = settings.text(.mailPassword, flag: nil)
        guard let server = SMTPServer(url: url, password: password, from: from, name: ProcessInfo.processInfo.hostName)
        else {
            throw ValidationError(
                "mail wants smtps://USER@HOST or smtp://USER@HOST:587, and mail-password (SHANZHI_MAIL_PASSWORD) with a user."
            )
        }
        do {
            return try SMTPGateway(server, roots: settings.text(.mailRoots, flag: givenRoots))
        } catch {
            throw ValidationError("mail-roots cannot be read as certificates.")
        }
    }

    private func carrier(
        _ named: String?, isDemo: Bool, of setting: String, _ make: (String) throws -> any NoticeGateway
    ) throws -> (any NoticeGateway)? {
        switch named {
        case nil, "": return isDemo ? SandboxGateway() : nil
        case "none": return nil
        case "sandbox":
            // Its page shows one-time codes, which open the matters of real people.
            guard isDemo else { throw ValidationError("\(setting): the sandbox is for the demo only.") }
            return SandboxGateway()
        case let url?: return try make(url)
        }
    }
}
