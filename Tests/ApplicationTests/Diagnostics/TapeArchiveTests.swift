import Foundation
import Testing

@testable import Application

@Suite struct TapeArchiveTests {
    /// The system's tar reads it back, octet for octet.
    @Test func tarReadsIt() throws {
        let folder = try TestFolder()
        var archive = TapeArchive(at: 1_700_000_000)
        let texts = ["a/empty": "", "a/one": "é\n", "a/block": String(repeating: "x", count: 512)]
        for (name, text) in texts { archive.add(name, text) }
        let path = folder.path + "/bundle.tar"
        try Data(archive.whole).write(to: URL(fileURLWithPath: path))
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", path, "-C", folder.path]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        for (name, text) in texts {
            #expect(try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) == text)
        }
    }
}
