// swift-tools-version: 6.2
import PackageDescription

// The coverage-guided fuzzers of the pure modules (`make fuzz`); users never build them.
let package = Package(
    name: "clairvoix-fuzz",
    dependencies: [.package(name: "clairvoix", path: "../..")],
    targets: [
        .executableTarget(
            name: "Fuzz", dependencies: [.product(name: "FuzzTargets", package: "clairvoix")],
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
    ],
    cxxLanguageStandard: .cxx17
)
