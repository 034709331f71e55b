import Foundation
import Testing

@testable import Audit

@Suite struct SpokenTranscriptTests {
    @Test func hostileLinesArePassedOver() throws {
        let scene = try SoundScene()
        let path = scene.folder.appending(path: "lines")
        let good = #"{"id":1,"text":"Prêt","earcon":null,"language":"fr","started":5,"ended":900,"outcome":"finished"}"#
        let lines = [
            "", "{", "[1]", good, #"{"text":1,"language":"fr","ended":1,"outcome":"cut"}"#,
            #"{"text":"x","language":"fr","ended":99999999999999999999,"outcome":"cut"}"#,
            #"{"text":"x","language":"xx","ended":1,"outcome":"cut"}"#,
            #"{"text":"x","language":"fr","started":-9223372036854775808,"ended":1,"outcome":"cut"}"#,
            String(repeating: "a", count: 100_000), good, good.dropLast(4) + "",
        ]
        try Data((lines.joined(separator: "\n")).utf8).write(to: path)
        let transcript = SpokenTranscript(path: path.path)
        #expect(transcript.count == 2)
        #expect(transcript.lines.first?.started == 5)
    }

    @Test func bothFilesMayComeLateAndInPieces() throws {
        let scene = try SoundScene()
        let recording = HeadsetRecording(path: scene.folder.appending(path: "heard.wav").path)
        let transcript = SpokenTranscript(path: scene.folder.appending(path: "transcript.jsonl").path)
        #expect(recording.frames == 0)
        #expect(transcript.count == 0)
        scene.say("Prêt", at: 100)
        scene.end(at: 1_000)
        try scene.write()
        #expect(recording.frames == 48_001)
        #expect(transcript.count == 1)
        let file = try FileHandle(forWritingTo: scene.folder.appending(path: "heard.wav"))
        try file.seekToEnd()
        try file.write(contentsOf: Data([1, 0, 2]))
        #expect(recording.frames == 48_001)
        try file.write(contentsOf: Data([0]) + Data(repeating: 0, count: 1_920))
        #expect(recording.frames == 48_482)
    }
}
