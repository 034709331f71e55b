import Foundation
import Media
import Testing

@testable import Transport

@Suite struct RecordingFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID().uuidString)")

    @Test(
        "Files named by time have each its own name, and what is there before they are closed can be read",
        arguments: RecordingFormat.allCases)
    func names(format: RecordingFormat) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/deep/"
        let files = (0..<3).compactMap { _ in RecordingFile(path: path, format: format) }
        #expect(files.count == 3)
        for file in files {
            let isWritten =
                file.write([Int16](repeating: 5, count: 48_000)) && file.write([Int16](repeating: 5, count: 48_000))
            #expect(isWritten)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(names.count == 3 && names.allSatisfy { $0.hasSuffix("." + format.rawValue) })
        let name = path + (names.first ?? "")
        let octets = try [UInt8](Data(contentsOf: URL(filePath: name)))
        switch format {
        case .wav:
            let description = try WaveFile.parse(octets.span)
            #expect(description.sampleRate == 16_000 && description.channels == 2)
            #expect(description.sound.count / 4 > 15_900 && description.sound.count / 4 <= 16_000)
        case .opus:
            // Two headers and a page of half a second.
            #expect(octets.starts(with: "OggS".utf8) && octets[28...].starts(with: "OpusHead".utf8))
            #expect(octets.indices.count { octets[$0...].starts(with: "OggS".utf8) } == 3)
        }
        let rights = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions]
        #expect(rights as? Int == 0o600)
    }

    @Test(
        "A name says what is in the file",
        arguments: [
            ("a.wav", RecordingFormat.wav), ("a.opus", .opus), ("a.OPUS", .opus), ("opus", .wav), ("a.opus.bak", .wav),
        ])
    func endings(name: String, format: RecordingFormat) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path
        let file = try #require(RecordingFile(path: path, format: format == .wav ? .opus : .wav))
        let isClosed = file.write([1, 2]) && file.close()
        #expect(isClosed)
        let octets = try [UInt8](Data(contentsOf: URL(filePath: path)))
        #expect(octets.starts(with: (format == .wav ? "RIFF" : "OggS").utf8))
    }

    @Test("No file is overwritten, followed or made where none can be")
    func refusals() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for kept in ["kept.wav", "kept.opus"].map({ folder.appending(path: $0).path }) {
            try "mine".write(toFile: kept, atomically: true, encoding: .utf8)
            let link = kept + ".link.opus"
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: folder.path + "/elsewhere.wav")
            for path in [kept, link, "/proc/none.wav", "/proc/none/", folder.path + "/no/such/folder.opus"] {
                #expect(RecordingFile(path: path, format: .opus) == nil)
            }
            #expect(try String(contentsOfFile: kept, encoding: .utf8) == "mine")
        }
    }
}
