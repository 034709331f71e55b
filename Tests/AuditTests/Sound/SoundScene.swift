import Announcements
import Devices
import Foundation
import Media
import Scenarios

@testable import Audit

/// A headset's recording and a transcript, made for one test in a folder of its own.
final class SoundScene {
    let folder: URL
    private var left: [Int16] = []
    private var right: [Int16] = []
    private var lines: [String] = []

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "audit-sound-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Adds a sound that begins there.
    func put(_ sound: [Int16], at milliseconds: Int, in ear: Ear = .both, gain: Double = 1) {
        let first = milliseconds * 48
        let missing = first + sound.count - left.count
        if missing > 0 {
            left += [Int16](repeating: 0, count: missing)
            right += [Int16](repeating: 0, count: missing)
        }
        for (index, sample) in sound.enumerated() {
            let value = Int(Double(sample) * gain)
            if ear != .right { left[first + index] = Int16(clamping: Int(left[first + index]) + value) }
            if ear != .left { right[first + index] = Int16(clamping: Int(right[first + index]) + value) }
        }
    }

    /// Silence from there on.
    func clear(from milliseconds: Int) {
        for index in min(milliseconds * 48, left.count)..<left.count { (left[index], right[index]) = (0, 0) }
    }

    /// Quiet up to a time.
    func end(at milliseconds: Int) { put([0], at: milliseconds) }

    /// A line of the transcript.
    func tell(
        _ text: String, _ started: Int?, _ ended: Int, language: String = "fr", earcon: String? = nil,
        outcome: String = "finished"
    ) {
        let earcon = earcon.map { "\"\($0)\"" } ?? "null"
        let started = started.map(String.init) ?? "null"
        lines.append(
            """
            {"id":\(lines.count),"text":"\(text)","earcon":\(earcon),"language":"\(language)","priority":"message",\
            "enqueued":0,"started":\(started),"ended":\(ended),"outcome":"\(outcome)"}
            """)
    }

    /// Says a phrase and tells of it.
    /// - Returns: when its sound ends.
    @discardableResult
    func say(
        _ text: String, at milliseconds: Int, in ear: Ear = .both, language: Language = .french, rate: Int = 260,
        gain: Double = 1
    ) -> Int {
        let sound = Voice.render(text, language: language, rate: rate)
        put(sound, at: milliseconds, in: ear, gain: gain)
        let end = milliseconds + sound.count / 48
        tell(text, milliseconds, end, language: language.rawValue)
        return end
    }

    /// What is heard of it, all of it written.
    func hearing() throws -> Hearing {
        let (recording, transcript) = try files()
        let hearing = transcript.hearing(in: recording)
        hearing.update(transcript.lines, waits: false)
        return hearing
    }

    func files() throws -> (HeadsetRecording, SpokenTranscript) {
        try write()
        return (
            HeadsetRecording(path: folder.appending(path: "heard.wav").path),
            SpokenTranscript(path: folder.appending(path: "transcript.jsonl").path)
        )
    }

    func write() throws {
        var octets = WaveFile.header(sampleRate: 48_000, channels: 2, soundOctets: left.count * 4)
        octets.reserveCapacity(octets.count + left.count * 4)
        for (one, other) in zip(left, right) {
            for sample in [one, other] {
                octets.append(UInt8(truncatingIfNeeded: sample))
                octets.append(UInt8(truncatingIfNeeded: sample >> 8))
            }
        }
        try Data(octets).write(to: folder.appending(path: "heard.wav"))
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appending(path: "transcript.jsonl"))
    }
}

extension HeardAnswer {
    var isHeard: Bool { if case .heard = self { true } else { false } }
    var isOtherwise: Bool { if case .otherwise = self { true } else { false } }
}
