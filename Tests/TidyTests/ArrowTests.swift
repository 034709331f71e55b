import Foundation
import Testing

/// The arrows of Sources/README.md: what a module may import.
@Suite struct ArrowTests {
    static let allowed: [String: Set<String>] = [
        "Time": ["Glibc"],
        "SIP": ["Time", "COpenSSL", "Synchronization"],
        "Media": ["Time", "CBCG729", "COpenSSL", "COpus", "CSRTP", "CSpanDSP", "CSpeexDSP", "Synchronization"],
        "CallEngine": ["Time", "SIP", "Media"],
        "Announcements": ["Time", "CallEngine"],
        "Configuration": [],
        "Faults": ["Configuration", "Glibc"],
        "Scenarios": ["Configuration"],
        "JSONText": [],
        "AgentDesk": ["Time", "CallEngine", "JSONText", "COpenSSL"],
        "TerminalUI": ["Time", "CallEngine", "Announcements", "AgentDesk", "Configuration", "SIP"],
        "Control": ["Time", "CallEngine", "SIP", "Media", "JSONText", "FoundationEssentials"],
    ]

    /// Each may have deliberate faults, in debug builds.
    static let everywhere: Set = ["Faults"]

    /// The one use of `Announcements`, `TerminalUI` and `Control` for SIP and Media is their public values
    /// (`Codec`, `Direction`), which MemberImportVisibility asks to import.
    @Test func pureModulesImportOnlyWhatTheMapAllows() {
        var wrong: [String] = []
        for file in SourceTree.sources {
            guard let allowed = Self.allowed[file.module] else { continue }
            for name in SourceTree.imports(of: file) where !allowed.union(Self.everywhere).contains(name) {
                wrong.append("\(file.path) imports \(name)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(Set(SourceTree.sources.map(\.module)).isSuperset(of: Self.allowed.keys))
    }

    @Test func onlyDevicesImportsSoundVoiceAndScreen() {
        let ours: Set = ["CALSA", "CEspeakNG", "CNcurses"]
        let wrong = SourceTree.sources.filter {
            $0.module != "Devices" && !ours.isDisjoint(with: SourceTree.imports(of: $0))
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(SourceTree.sources.contains { $0.module == "Devices" && SourceTree.imports(of: $0).contains("CALSA") })
    }

    /// Every import of a module of ours or of a package is a direct dependency of the target in Package.swift:
    /// the compiler's own check accepts transitive ones.
    @Test func importsAreDirectDependencies() throws {
        let described = try run("/usr/bin/env", ["swift", "package", "--ignore-lock", "describe", "--type", "json"])
        let package = try JSONDecoder().decode(Package.self, from: described)
        let targets = Set(package.targets.map(\.name))
        var wrong: [String] = []
        for target in package.targets {
            let direct = Set((target.targetDependencies ?? []) + (target.productDependencies ?? []))
            for file in SourceTree.files(under: target.path) {
                for name in SourceTree.imports(of: file) where name != target.name {
                    let isOurs = targets.contains(name)
                    let isPackage = ["NIOCore", "NIOPosix", "ArgumentParser", "TOMLKit"].contains(name)
                    if isOurs || isPackage, !direct.contains(name) { wrong.append("\(file.path) imports \(name)") }
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(targets.count > 15)
    }

    private struct Package: Decodable {
        struct Target: Decodable {
            var name: String
            var path: String
            var targetDependencies: [String]?
            var productDependencies: [String]?

            enum CodingKeys: String, CodingKey {
                case name, path
                case targetDependencies = "target_dependencies"
                case productDependencies = "product_dependencies"
            }
        }
        var targets: [Target]
    }

    private func run(_ program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = SourceTree.root
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return data
    }
}
