// swift-tools-version:6.2
// The house, from the ground up. A module calls down; the compiler keeps the direction.
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func module(
    _ name: String, uses modules: [String] = [], packages: [Target.Dependency] = []
) -> Target {
    .target(name: name, dependencies: modules.map { .byName(name: $0) } + packages, swiftSettings: strict)
}

func tests(
    of name: String, uses modules: [String] = [], packages: [Target.Dependency] = [], without folders: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: ([name, "TestSupport"] + modules).map { .byName(name: $0) } + packages,
        exclude: folders,
        swiftSettings: strict
    )
}

func library(_ name: String, config: String, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: config, providers: [.apt([debian])])
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioHTTP = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "shanzhi",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "shanzhi", targets: ["Program"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        library("CArgon2", config: "libargon2", debian: "libargon2-dev"),
        library("COpenCC", config: "opencc", debian: "libopencc-dev"),
        .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CClock"),
        library("CExpat", config: "expat", debian: "libexpat1-dev"),
        library("CLibpq", config: "libpq", debian: "libpq-dev"),
        library("CPango", config: "pangocairo", debian: "libpango1.0-dev"),
        library("CQRencode", config: "libqrencode", debian: "libqrencode-dev"),
        library("CXlsxWriter", config: "xlsxwriter", debian: "libxlsxwriter-dev"),
        library("CZip", config: "libzip", debian: "libzip-dev"),

        module("Base"),
        module("Text", uses: ["COpenCC"]),
        module("Sheets", uses: ["Base", "CExpat", "CXlsxWriter", "CZip"]),
        module("Markup", uses: ["Base", "CQRencode"]),
        module("Letters", uses: ["Base", "Markup", "CPango", "CQRencode"]),
        module("Storage", uses: ["Base"], packages: [crypto]),
        module("StorageSQLite", uses: ["Base", "Storage", "CSQLiteSettings"], packages: [grdb, sqlite, metrics]),
        module("StoragePostgres", uses: ["Base", "Storage", "CLibpq"], packages: [nioPosix, metrics]),
        module("Journal", uses: ["Base", "Storage"], packages: [crypto]),
        module("Jobs", uses: ["Base", "Storage"], packages: [logging]),
        module("Meters", packages: [metrics]),
        module("Certificates", uses: ["Base"], packages: [nio, nioSSL, logging, lifecycle]),
        module("Backups", uses: ["Base", "CArgon2"], packages: [crypto]),
        module(
            "Web", uses: ["Base", "Text", "Markup"],
            packages: [hummingbird, hummingbirdCore, nio, nioHTTP, httpTypes, logging, lifecycle, crypto, metrics]
        ),
        module("Rulebook", uses: ["Base", "Storage", "Journal"], packages: [yams, crypto]),
        module("Divisions", uses: ["Base", "Storage", "Journal"]),
        module(
            "Notices", uses: ["Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web"],
            packages: [crypto, nio, nioPosix, nioSSL, nioHTTP1, httpClient, logging]
        ),
        module(
            "Accounts", uses: ["Base", "Storage", "Journal", "Divisions", "Clocks", "Web", "Markup", "CArgon2"],
            packages: [crypto, nioPosix]
        ),
        module(
            "Proofs", uses: ["Base", "Markup", "Storage", "Jobs", "Journal", "Web", "Accounts"], packages: [crypto]
        ),
        module("AddressText", uses: ["Base", "Text"]),
        module("AddressMatch", uses: ["Base", "Text", "AddressText"]),
        module("AddressPairs", uses: ["Base", "AddressText"]),
        module("AddressSamples", uses: ["Base"]),
        module("Addresses", uses: ["Base", "Text", "Storage", "Journal", "Divisions", "AddressMatch"]),
        module(
            "AddressDesk",
            uses: [
                "Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web", "Divisions", "Accounts", "Addresses",
                "AddressMatch", "Sheets",
            ]),
        module("Clocks", uses: ["Base", "Storage", "Rulebook"]),
        module(
            "Matters",
            uses: [
                "Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web", "Rulebook", "Divisions", "Accounts",
                "Addresses", "Clocks", "Notices",
            ],
            packages: [crypto]
        ),
        module(
            "Intake",
            uses: [
                "Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web", "Rulebook", "Divisions", "Accounts",
                "Addresses", "Clocks", "Notices", "Matters", "Proofs",
            ],
            packages: [crypto]
        ),
        module(
            "Disputes",
            uses: [
                "Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web", "Rulebook", "Divisions", "Accounts",
                "Addresses", "Clocks", "Notices", "Matters", "Letters",
            ],
            packages: [crypto]
        ),
        module(
            "Papers",
            uses: [
                "Base", "Text", "Markup", "Letters", "Storage", "Journal", "Web", "Rulebook", "Accounts", "Clocks",
                "Matters",
            ],
            packages: [crypto]
        ),
        module(
            "Counterparts",
            uses: [
                "Base", "Markup", "Storage", "Journal", "Web", "Rulebook", "Accounts", "Clocks", "Matters",
            ]
        ),
        module(
            "Command",
            uses: ["Base", "Text", "Markup", "Storage", "Web", "Divisions", "Accounts", "Clocks", "Matters"],
            packages: []
        ),
        module(
            "App",
            uses: [
                "Base", "Text", "Markup", "Storage", "Jobs", "Journal", "Web", "Rulebook", "Divisions", "Accounts",
                "Addresses", "AddressDesk", "AddressMatch", "AddressText", "Clocks", "Notices", "Matters", "Intake",
                "Command", "Counterparts", "Disputes", "Letters", "Papers", "Proofs",
            ],
            packages: [hummingbird, logging, lifecycle, yams, crypto, metrics]
        ),
        .executableTarget(
            name: "Program",
            dependencies: [
                "App", "Backups", "Base", "CClock", "Certificates", "Text", "Storage", "StorageSQLite",
                "StoragePostgres", "Jobs", "Journal", "Accounts", "Matters", "Meters", "Intake", "Web", "Rulebook",
                "Divisions", "Addresses", "AddressDesk", "AddressText", "AddressMatch", "AddressPairs",
                "AddressSamples", "Sheets", "Letters", "Proofs",
                "Clocks", "Notices", arguments, logging, lifecycle, hummingbird, hummingbirdCore, hummingbirdTLS,
                metrics, nio, nioPosix, nioHTTP1, nioSSL, httpClient, yams,
            ],
            swiftSettings: strict
        ),

        .target(
            name: "TestSupport",
            dependencies: ["Base", "Storage", "StorageSQLite", "StoragePostgres"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .target(
            name: "TestDistrict",
            dependencies: [
                "Accounts", "App", "Base", "Journal", "Matters", "Notices", "Storage", "StoragePostgres",
                "StorageSQLite", "TestSupport", "Web",
                hummingbird, nio, .product(name: "NIOEmbedded", package: "swift-nio"), httpTypes, logging,
            ],
            path: "Tests/TestDistrict",
            swiftSettings: strict
        ),
        .target(name: "CDiskFaults", path: "Tests/CDiskFaults"),
        tests(of: "Base"),
        tests(of: "Storage", uses: ["Base"]),
        tests(of: "StorageSQLite", uses: ["Base", "Storage", "CDiskFaults"]),
        tests(of: "StoragePostgres", uses: ["Base", "Storage"]),
        tests(of: "Jobs", uses: ["Base", "Storage"], packages: [logging]),
        tests(of: "Backups", uses: ["Base"]),
        tests(of: "Certificates", uses: ["Base"]),
        tests(of: "Meters", packages: [metrics]),
        tests(of: "Text"),
        tests(of: "Sheets", uses: ["Base", "CZip"]),
        tests(of: "Markup", uses: ["Base"]),
        tests(of: "Letters", uses: ["Base", "Markup"], packages: [yams]),
        tests(of: "Journal", uses: ["Base", "Storage", "StorageSQLite"], packages: [crypto]),
        tests(of: "Rulebook", uses: ["Base", "Storage"]),
        tests(of: "Clocks", uses: ["Base", "Storage", "Rulebook"]),
        tests(
            of: "Matters",
            uses: [
                "Base", "Storage", "StorageSQLite", "Accounts", "Divisions", "Journal", "Rulebook", "Clocks", "Markup",
                "TestDistrict",
            ]
        ),
        tests(
            of: "App",
            uses: [
                "Base", "CDiskFaults", "StorageSQLite", "Storage", "Accounts", "Addresses", "AddressMatch", "Clocks",
                "Disputes", "Divisions", "Journal", "Matters", "Meters", "Rulebook", "Web", "Markup", "TestDistrict",
            ],
            packages: [
                hummingbird, hummingbirdCore, logging, nio, nioPosix, nioHTTP, httpTypes,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            without: ["Files"]
        ),
        tests(
            of: "Intake",
            uses: [
                "Base", "Storage", "StorageSQLite", "Accounts", "Addresses", "Divisions", "Journal", "Matters",
                "Rulebook",
                "Web", "Markup", "App", "TestDistrict",
            ]
        ),
        tests(
            of: "Disputes",
            uses: [
                "Base", "Storage", "Accounts", "Clocks", "Journal", "Markup", "Matters", "Web", "App", "TestDistrict",
                "TestSupport",
            ]
        ),
        tests(
            of: "Accounts",
            uses: ["Base", "Storage", "Journal", "Matters", "Web", "App", "TestDistrict"],
            packages: [crypto]
        ),
        tests(of: "Divisions", uses: ["Base"]),
        tests(
            of: "Notices",
            uses: ["App", "Base", "Storage", "Jobs", "Journal", "Matters", "Markup", "TestDistrict"],
            packages: [nio, nioPosix, nioSSL, nioHTTP1, logging]
        ),
        tests(of: "AddressText"),
        tests(of: "AddressMatch"),
        tests(of: "AddressPairs", uses: ["AddressText"]),
        tests(of: "AddressSamples"),
        tests(of: "Addresses", uses: ["Base", "Divisions", "Storage", "StorageSQLite"]),
        tests(
            of: "AddressDesk",
            uses: [
                "Base", "Divisions", "Addresses", "AddressMatch", "App", "Jobs", "Journal", "Sheets", "Storage", "Web",
                "TestDistrict",
            ]),
        tests(
            of: "Papers",
            uses: [
                "Base", "Storage", "Accounts", "Journal", "Letters", "Markup", "Matters", "Rulebook", "Web", "App",
                "TestDistrict",
            ]
        ),
        tests(
            of: "Proofs", uses: ["Base", "Journal", "Storage", "StorageSQLite", "Web", "App", "TestDistrict"],
            packages: [crypto]),
        tests(
            of: "Counterparts",
            uses: [
                "Base", "Storage", "Accounts", "Clocks", "Journal", "Markup", "Matters", "Web", "App", "TestDistrict",
            ]
        ),
        // The executable itself is run as a process, never linked.
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "App", "Backups", "Base", "Journal", "Matters", "Proofs", "Storage", "StorageSQLite", "TestDistrict",
                "TestSupport", "Web",
                crypto,
            ],
            swiftSettings: strict
        ),
        tests(
            of: "Command",
            uses: [
                "Base", "Markup", "Storage", "Journal", "Web", "Rulebook", "Divisions", "Accounts", "Clocks", "Matters",
            ]
        ),
    ]
)
