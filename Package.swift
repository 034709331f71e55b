// swift-tools-version: 6.2
import PackageDescription

// CLAIRVOIX_CORE=1 builds the pure modules alone: no package is fetched or built (`make core`).
let coreOnly = Context.environment["CLAIRVOIX_CORE"] != nil

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // The deliberate faults that judge the judges: never in what users get.
    .define("FAULTS", .when(configuration: .debug)),
]

func system(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/SystemLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: [], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, resources: resources,
        swiftSettings: strict)
}

let package = Package(
    name: "clairvoix",
    products: [
        .library(name: "CallEngine", targets: ["CallEngine"]),
        .library(name: "Time", targets: ["Time"]),
        .library(name: "SIP", targets: ["SIP"]),
        .library(name: "Media", targets: ["Media"]),
        // For the benchmarks alone: they count what a message costs in memory.
        .library(name: "AllocationCount", targets: ["CAllocationCount"]),
        .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    ],
    targets: [
        system("COpenSSL", "libcrypto", "libssl-dev"),
        system("CBCG729", "libbcg729", "libbcg729-dev"),
        system("COpus", "opus", "libopus-dev"),
        system("CSRTP", "libsrtp2", "libsrtp2-dev"),
        system("CSpanDSP", "spandsp", "libspandsp-dev"),
        system("CSpeexDSP", "speexdsp", "libspeexdsp-dev"),

        module("Time"),
        module("Faults", ["Configuration"]),
        module("SIP", ["Time", "Faults", "COpenSSL"]),
        module("Media", ["Time", "Faults", "CBCG729", "COpenSSL", "COpus", "CSRTP", "CSpanDSP", "CSpeexDSP"]),
        module("CallEngine", ["Time", "Faults", "SIP", "Media"]),
        module("Announcements", ["Time", "Faults", "CallEngine"]),
        module("Configuration"),
        module("JSONText"),
        module("AgentDesk", ["Time", "Faults", "CallEngine", "JSONText", "COpenSSL"]),
        module(
            "TerminalUI",
            ["Time", "Faults", "SIP", "CallEngine", "Announcements", "AgentDesk", "Configuration"]),
        module("Control", ["Time", "Faults", "SIP", "Media", "CallEngine", "JSONText"]),
        module("Scenarios", ["Configuration"]),

        tests("SIP", ["Time"], resources: [.copy("Torture/Messages")]),
        // What hostile octets are thrown at, by `make fuzz` and by the replay of the corpus.
        .target(
            name: "FuzzTargets", dependencies: ["Time", "SIP", "Media", "CallEngine"],
            path: "Tests/Support/FuzzTargets",
            swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: strict),
        // Counts allocations for the real-time tests; linked into the test program only.
        .target(name: "CAllocationCount", path: "Tests/Support/CAllocationCount"),
        tests("Media", ["Time", "CAllocationCount", "COpus", "CSRTP", "CSpanDSP"]),
        tests("CallEngine", ["Time", "SIP", "Media"]),
        tests("Announcements", ["Time", "SIP", "CallEngine"]),
        tests("Configuration"),
        tests("JSONText"),
        tests("AgentDesk", ["Time", "CallEngine", "JSONText"]),
        tests("TerminalUI", ["Time", "SIP", "CallEngine", "Announcements", "AgentDesk", "Configuration"]),
        tests("Control", ["Time", "SIP", "Media", "CallEngine", "JSONText"]),
        tests("Scenarios", ["Configuration"]),
    ],
    cxxLanguageStandard: .cxx17
)

if !coreOnly {
    let nio: [Target.Dependency] = [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
    ]
    let tls: [Target.Dependency] = [
        .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "NIOTLS", package: "swift-nio"),
    ]
    package.dependencies = [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ]
    package.products += [
        .library(name: "Transport", targets: ["Transport"]),
        .library(name: "Devices", targets: ["Devices", "Media", "Announcements"]),
        .executable(name: "clairvoix", targets: ["clairvoix"]),
    ]
    package.targets += [
        system("CALSA", "alsa", "libasound2-dev"),
        system("CEspeakNG", "espeak-ng", "libespeak-ng-dev"),
        system("CNcurses", "ncursesw", "libncurses-dev"),
        .systemLibrary(
            name: "CBrlAPI", path: "Sources/SystemLibraries/CBrlAPI", providers: [.apt(["libbrlapi-dev"])]),
        system("CCAres", "libcares", "libc-ares-dev"),
        system("CSystemd", "libsystemd", "libsystemd-dev"),
        system("CVTerm", "vterm", "libvterm-dev"),
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("CLDAP", "ldap", "libldap-dev"),
        .target(name: "CLinux", path: "Sources/SystemLibraries/CLinux"),

        module(
            "Transport",
            ["Time", "Faults", "SIP", "Media", "CallEngine", "CLinux", "CCAres", "CSystemd", "COpenSSL"] + nio + tls),
        module(
            "Devices",
            ["Faults", "Media", "Announcements", "TerminalUI", "CALSA", "CBrlAPI", "CEspeakNG", "CNcurses", "CLinux"]),
        module(
            "Services",
            [
                "Time", "Faults", "SIP", "CallEngine", "JSONText", "AgentDesk", "Configuration", "CLinux", "CCurl",
                "CLDAP", "COpenSSL",
                .product(name: "TOMLKit", package: "TOMLKit"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        module("PracticeLine", ["Time", "SIP", "CallEngine", "Media", "Transport"]),
        module(
            "Application",
            [
                "Time", "Faults", "SIP", "Media", "CallEngine", "Announcements", "AgentDesk", "Configuration",
                "JSONText", "TerminalUI", "Control",
                "Transport", "Devices", "Services", "PracticeLine", "CLinux",
            ]),
        module(
            "Audit",
            [
                "Time", "Faults", "SIP", "Media", "CallEngine", "Announcements", "AgentDesk", "Configuration",
                "JSONText", "TerminalUI", "Control",
                "Transport", "Devices", "Services", "Scenarios", "Application", "CLinux", "CVTerm",
            ]),
        .executableTarget(
            name: "clairvoix",
            dependencies: [
                "Application", "Audit", "Configuration", "SIP",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Waiting for what happens, for tests of threads and sockets.
        .target(name: "AwaitedEvents", path: "Tests/Support/AwaitedEvents", swiftSettings: strict),
        // Chooses the place of a headset without hardware before any thread reads the environment.
        .target(name: "CHeadsetPlace", path: "Tests/Support/CHeadsetPlace"),
        tests(
            "Transport",
            [
                "AwaitedEvents", "Time", "CallEngine", "SIP", "Media", "CLinux",
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio + tls),
        tests(
            "Devices",
            [
                "AgentDesk", "Configuration", "CallEngine", "Time", "Media", "Announcements", "TerminalUI",
                "CHeadsetPlace", "CLinux",
            ]),
        tests(
            "Services",
            [
                "Time", "CallEngine", "JSONText", "AgentDesk", "Configuration", "CLinux",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("PracticeLine", ["AwaitedEvents", "Time", "SIP", "CallEngine", "Media", "Transport"]),
        tests(
            "Application",
            [
                "Time", "Announcements", "AgentDesk", "Media", "CallEngine", "Configuration", "Devices", "JSONText",
                "Services", "TerminalUI", "Transport",
            ]),
        tests(
            "Audit",
            [
                "Time", "SIP", "Media", "CallEngine", "Announcements", "AgentDesk", "Application", "Configuration",
                "Devices", "Scenarios", "Services", "Transport", "CLinux",
            ]),
        // A program on the engine alone: what it links is looked at by LinkTests.
        .executableTarget(
            name: "EngineAlone", dependencies: ["CallEngine", "Transport"], path: "Tests/Support/EngineAlone",
            swiftSettings: strict),
        // The outbox without the softphone, killed between any two steps by Tests/Interop/test_outbox.py.
        .executableTarget(
            name: "OutboxDriver", dependencies: ["AgentDesk", "JSONText", "Services", "CLinux"],
            path: "Tests/Support/OutboxDriver", swiftSettings: strict),
        // The store alone, killed at any moment by Tests/Interop/test_store.py.
        .executableTarget(
            name: "StoreDriver", dependencies: ["AgentDesk", "CallEngine", "Configuration", "Services"],
            path: "Tests/Support/StoreDriver", swiftSettings: strict),
        .testTarget(
            name: "TidyTests",
            dependencies: [
                "EngineAlone", "OutboxDriver", "StoreDriver", "clairvoix", "Configuration", "Faults", "Scenarios",
            ],
            swiftSettings: strict),
    ]
}
