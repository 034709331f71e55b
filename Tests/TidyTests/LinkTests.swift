import Foundation
import Testing

/// What programs link, as the loader sees it.
@Suite struct LinkTests {
    static let screenVoiceAndSound = ["libncurses", "libtinfo", "libespeak-ng", "libasound"]

    /// The folder of what was built: that of the test program.
    static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    @Test func theEngineAloneLinksNoScreenVoiceOrSound() throws {
        let libraries = try Self.libraries(of: "EngineAlone")
        #expect(libraries.contains("libopus.") && libraries.contains("libcrypto."))
        for name in Self.screenVoiceAndSound { #expect(!libraries.contains(name), "it links \(name)") }
    }

    /// The softphone does link them: the look at the engine alone could fail.
    @Test func theSoftphoneLinksThem() throws {
        let libraries = try Self.libraries(of: "clairvoix")
        for name in Self.screenVoiceAndSound where name != "libtinfo" { #expect(libraries.contains(name)) }
    }

    private static func libraries(of product: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/ldd")
        process.arguments = [products.appending(path: product).path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
