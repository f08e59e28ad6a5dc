// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: Swift 6 mode, and warnings are errors, so that an unreachable row of
/// the rule table or an unused result stops the build.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "phonet-gateway",
    products: [
        .executable(name: "phonet-gateway", targets: ["phonet-gateway"]),
        .executable(name: "phonet-simulator", targets: ["phonet-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // Targets depend in the direction of CallRules, which imports nothing.
        .target(name: "CallRules", swiftSettings: strict),
        // Threads, waits and limits by the monotonic clock; imports none of the others.
        .target(name: "BackgroundWork", swiftSettings: strict),
        // What clocks show in the company's time zone.
        .target(name: "CompanyTime", dependencies: ["CallRules"], swiftSettings: strict),
        .target(name: "JSONText", swiftSettings: strict),
        .target(name: "CSVText", swiftSettings: strict),
        // Percent-encoding, urlencoded forms and multipart bodies, for Phonet's messages and our pages.
        .target(name: "WebForms", swiftSettings: strict),
        // What every HTTP request of ours to others is made of; `Outgoing` sends it.
        .target(
            name: "HTTPClientTypes", dependencies: ["CallRules", httpTypes], swiftSettings: strict),
        .target(
            name: "Phonet",
            dependencies: [
                "BackgroundWork", "CallRules", "HTTPClientTypes", "JSONText", "WebForms", httpTypes,
            ],
            swiftSettings: strict),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "Store",
            dependencies: [
                "BackgroundWork", "CallRules", "CompanyTime", "CSQLite", "JSONText", grdb,
            ],
            exclude: ["Schema/schema.sql"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "BackgroundWork", "CallRules", "CompanyTime", "CSVText", "Imports", "JSONText",
                "Phonet", "Store", "WebForms", "WebPush", httpTypes, crypto, cryptoExtras,
            ],
            // A resource may not begin with a digit: its name becomes a Swift name.
            resources: [
                .embedInCode("Assets/app.css"), .embedInCode("Assets/app.js"),
                .embedInCode("Assets/finder.js"), .embedInCode("Assets/frame.js"),
                .embedInCode("Assets/menus.js"), .embedInCode("Assets/service-worker.js"),
                .embedInCode("Assets/widget.js"), .embedInCode("Assets/icon-180.png"),
                .embedInCode("Assets/settings.css"), .embedInCode("Assets/settings.js"),
                .embedInCode("Assets/icon-192.png"), .embedInCode("Assets/icon-512.png"),
            ],
            swiftSettings: strict),
        .target(
            name: "Reconciliation",
            dependencies: [
                "BackgroundWork", "CallRules", "CompanyTime", "Phonet", "Store",
            ],
            swiftSettings: strict),
        .target(
            name: "Imports",
            dependencies: [
                "BackgroundWork", "CallRules", "CSVText", "Store",
            ],
            swiftSettings: strict),
        // What the C library has and Swift's Glibc module leaves out.
        .systemLibrary(name: "CLinux"),
        .target(name: "FastCGI", dependencies: ["CLinux", httpTypes], swiftSettings: strict),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "Outgoing", dependencies: ["CCurl", "CallRules", "HTTPClientTypes", httpTypes],
            swiftSettings: strict),
        .target(
            name: "WebPush", dependencies: ["CallRules", "JSONText", httpTypes, crypto],
            swiftSettings: strict),
        .target(
            name: "Courier",
            dependencies: [
                "BackgroundWork", "CallRules", "HTTPClientTypes", "JSONText", "Store", "WebPush",
                httpTypes, crypto,
            ],
            swiftSettings: strict),
        // A Phonet for tests and demonstrations. The gateway does not depend on it.
        .target(
            name: "SimulatedPhonet",
            dependencies: [
                "CallRules", "HTTPClientTypes", "JSONText", "Phonet", "WebForms", httpTypes,
                flyingFox, flyingSocks,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "phonet-simulator",
            dependencies: [
                "CallRules", "HTTPClientTypes", "SimulatedPhonet", "Outgoing", httpTypes, arguments,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "phonet-gateway",
            dependencies: [
                "BackgroundWork", "CallRules", "CompanyTime", "Courier", "CSVText", "FastCGI",
                "HTTPClientTypes", "Imports", "JSONText", "Outgoing", "Phonet", "Reconciliation",
                "Store", "Web", "WebPush", httpTypes, logging, arguments,
            ],
            swiftSettings: strict),

        // The company, the office, the clock and the chance that all stories share.
        .target(
            name: "TestSupport",
            dependencies: [
                "CallRules", "JSONText", "SimulatedPhonet", "Store", "Web", grdb, httpTypes,
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "CallRulesTests", dependencies: ["CallRules", "TestSupport"],
            exclude: ["RuleTable.txt"],
            swiftSettings: strict),
        .testTarget(
            name: "BackgroundWorkTests", dependencies: ["BackgroundWork"], swiftSettings: strict),
        .testTarget(
            name: "CompanyTimeTests", dependencies: ["CallRules", "CompanyTime", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CSVTextTests", dependencies: ["CSVText", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: strict),
        .testTarget(
            name: "WebFormsTests", dependencies: ["WebForms"], swiftSettings: strict),
        .testTarget(
            name: "PhonetTests",
            dependencies: [
                "Phonet", "SimulatedPhonet", "CallRules", "JSONText", "TestSupport",
                "HTTPClientTypes", httpTypes,
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "SimulatedPhonetTests",
            dependencies: ["SimulatedPhonet", "Phonet", "CallRules", "JSONText"],
            swiftSettings: strict),
        .testTarget(
            name: "FastCGITests", dependencies: ["FastCGI", "TestSupport", httpTypes],
            swiftSettings: strict),
        .testTarget(
            name: "OutgoingTests",
            dependencies: ["Outgoing", "CallRules", "HTTPClientTypes", httpTypes],
            swiftSettings: strict),
        .testTarget(
            name: "WebPushTests",
            dependencies: ["WebPush", "CallRules", "JSONText", httpTypes, crypto],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "CallRules", "CompanyTime", "JSONText", "Store", "TestSupport", grdb,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CourierTests",
            dependencies: [
                "BackgroundWork", "CallRules", "Courier", "HTTPClientTypes", "JSONText", "Store",
                "TestSupport", "WebPush", httpTypes, grdb, crypto,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: [
                "CallRules", "CompanyTime", "Phonet", "Reconciliation", "SimulatedPhonet",
                "Store", "TestSupport", grdb,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ImportsTests",
            dependencies: ["Imports", "CSVText", "Store", "CallRules", "TestSupport", grdb],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "CSVText", "CallRules", "JSONText", "Phonet", "FastCGI", "TestSupport",
                "WebForms",
            ],
            path: "Tests/Fuzz", exclude: ["Entry.swift", "Seeds", "run"], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "BackgroundWork", "CallRules", "CompanyTime", "CSVText", "HTTPClientTypes",
                "Imports", "JSONText", "Phonet", "Store", "TestSupport", "Web", "WebForms",
                httpTypes, grdb,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "phonet-gatewayTests", dependencies: ["phonet-gateway", "FastCGI"],
            swiftSettings: strict),
    ]
)
