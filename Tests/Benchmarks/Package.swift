// swift-tools-version: 6.2
import PackageDescription

// Benchmarks in a package of their own: users of the program never build them (`make bench`).
// CLAIRVOIX_CORE=1 leaves out what needs a package or a sound library.
let coreOnly = Context.environment["CLAIRVOIX_CORE"] != nil

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "clairvoix-benchmarks",
    dependencies: [.package(name: "clairvoix", path: "../..")],
    targets: [
        .executableTarget(
            name: "sip-bench",
            dependencies: [
                .product(name: "SIP", package: "clairvoix"), .product(name: "AllocationCount", package: "clairvoix"),
            ], path: "SIPBench", swiftSettings: strict),
        .executableTarget(
            name: "call-bench",
            dependencies: [
                .product(name: "Time", package: "clairvoix"), .product(name: "SIP", package: "clairvoix"),
                .product(name: "CallEngine", package: "clairvoix"),
                .product(name: "AllocationCount", package: "clairvoix"),
            ], path: "CallBench", swiftSettings: strict),
        .executableTarget(
            name: "loss-bench",
            dependencies: [
                .product(name: "Time", package: "clairvoix"), .product(name: "Media", package: "clairvoix"),
                .product(name: "AllocationCount", package: "clairvoix"),
            ], path: "LossBench", swiftSettings: strict),
        .executableTarget(
            name: "processing-bench",
            dependencies: [
                .product(name: "Time", package: "clairvoix"), .product(name: "Media", package: "clairvoix"),
                .product(name: "AllocationCount", package: "clairvoix"),
            ], path: "ProcessingBench", swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)

if !coreOnly {
    package.targets.append(
        .executableTarget(
            name: "voice-bench", dependencies: [.product(name: "Devices", package: "clairvoix")], path: "VoiceBench",
            swiftSettings: strict))
    package.targets.append(
        .executableTarget(
            name: "delay-bench",
            dependencies: [
                .product(name: "Time", package: "clairvoix"), .product(name: "CallEngine", package: "clairvoix"),
                .product(name: "Media", package: "clairvoix"), .product(name: "Transport", package: "clairvoix"),
            ], path: "DelayBench", swiftSettings: strict))
}
