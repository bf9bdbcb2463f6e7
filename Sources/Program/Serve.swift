import App
import ArgumentParser
import Base
import Certificates
import CoreMetrics
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// `shanzhi serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve a district's data folder over HTTP.")

    @OptionGroup var place: PlaceOptions

    @OptionGroup var options: ServeOptions

    func run() async throws {
        let settings = place.settings
        let (host, port) = (options.host(settings), try options.port(settings))
        let metricsPort = try options.metricsPort(settings)
        let filingLimit = try options.filingLimit(settings), proxies = try options.proxies(settings)
        let certificate = try options.secure.files(settings).map { files in
            try CertificateKeeper(certificate: files.certificate, key: files.key, now: Machine.now())
        }
        let registry = metricsPort.map { _ in MetricsSite.makeRegistry() }
        if let registry { MetricsSystem.bootstrap(registry) }
        let (house, database) = try await place.openHouse(
            replica: options.following.address(settings, of: place.address))
        let home = try place.homeFolder()
        let logger = try options.logger(settings)
        let fonts = try options.fonts.checked(settings, logger: logger)
        let district = house.district
        let server = try Server(
            house: house, home: home, messages: database.messages, logger: logger, filingLimit: filingLimit,
            trustedProxies: proxies, isSecure: certificate != nil, meters: registry,
            gateways: try options.notices.gateways(settings, isDemo: district.isDemo),
            origin: try options.notices.origin(settings)
                ?? (district.isDemo ? "\(certificate == nil ? "http" : "https")://\(host):\(port)" : nil),
            fonts: fonts,
            now: { district.now(machine: Machine.now()) })
        let application = Application(
            responder: server.router().buildResponder(), server: try Self.connections(certificate),
            configuration: .init(address: .hostname(host, port: port), serverName: "shanzhi"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? port
                let scheme = certificate == nil ? "http" : "https"
                print("\(scheme)://\(host):\(port)\(district.isDemo ? Self.demoAccounts : "")")
                try? FileHandle.standardOutput.synchronize()
                fflush(nil)
            },
            logger: logger
        )
        var services: [any Service] = server.services + [application]
        if let certificate {
            services.append(CertificateService(keeper: certificate, logger: logger, now: { Machine.now() }))
        }
        if let registry, let metricsPort {
            let site = MetricsSite(registry: registry, house: house, engine: database, logger: logger)
            services.append(site.application(port: metricsPort))
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
        try await database.close()
    }

    private static func connections(_ certificate: CertificateKeeper?) throws -> HTTPServerBuilder {
        guard let certificate else { return Connections.server() }
        return try .tls(Connections.server(), tlsConfiguration: certificate.configuration)
    }

    private static let demoAccounts =
        "  demo accounts, all with the password \(DemoDistrict.password): chenglichun (window), hanchunfen (head of the "
        + "centre), shenxiaoshu and jiangxiazhi (subdistrict), zhengxiaoxue (village), luxiaoshu (grid), shaoqingming "
        + "(arbiter), yaolixia (custodian), zhangxiaoman (auditor), zhongmangzhong (administrator)"
}
