import Foundation
import Media
import Testing

@testable import Transport

@Suite struct RecordingFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID().uuidString)")

    @Test("Files named by time have each its own name, and a header that is true before they are closed")
    func names() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/deep/"
        let files = (0..<3).compactMap { _ in RecordingFile(path: path, sampleRate: 8_000) }
        #expect(files.count == 3)
        for file in files {
            let isWritten = file.write([Int16](repeating: 5, count: 16_000))
            #expect(isWritten)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.count == 3 && names.allSatisfy { $0.hasSuffix(".wav") })
        let octets = try [UInt8](Data(contentsOf: URL(filePath: path + (names.first ?? ""))))
        let description = try WaveFile.parse(octets.span)
        #expect(description.sampleRate == 8_000 && description.channels == 2 && description.sound == 44..<32_044)
        let rights = try FileManager.default.attributesOfItem(atPath: path + (names.first ?? ""))[.posixPermissions]
        #expect(rights as? Int == 0o600)
    }

    @Test("No file is overwritten, followed or made where none can be")
    func refusals() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = folder.appending(path: "kept.wav").path
        try "mine".write(toFile: kept, atomically: true, encoding: .utf8)
        let link = folder.appending(path: "link.wav").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path + "/elsewhere.wav")
        for path in [kept, link, "/proc/none.wav", "/proc/none/", folder.path + "/no/such/folder.wav"] {
            #expect(RecordingFile(path: path, sampleRate: 8_000) == nil)
        }
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == "mine")
    }
}
