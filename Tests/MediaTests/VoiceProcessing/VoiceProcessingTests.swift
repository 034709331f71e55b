import Media
import Testing

/// What voice processing does to the sound.
@Suite struct VoiceProcessingTests {
    /// 15 ms: the window of 10 ms and two resamplers.
    static let delay = 720

    static func process(
        _ microphone: [Int16], played: [Int16]? = nil, _ choice: VoiceProcessingChoice
    ) throws -> [Int16] {
        var processing = try VoiceProcessing(choice)
        let silence = [Int16](repeating: 0, count: 480)
        var frame = silence
        var output: [Int16] = []
        for start in stride(from: 0, to: microphone.count - 479, by: 480) {
            for index in 0..<480 { frame[index] = microphone[start + index] }
            var target = frame.mutableSpan
            if let played {
                processing.process(&target, played: played.span.extracting(start..<start + 480))
            } else {
                processing.process(&target, played: silence.span)
            }
            output += frame
        }
        return output
    }

    static func voice(seconds: Int) -> [Int16] {
        var voice = SpeechLike()
        return voice.next(seconds * 48_000)
    }

    static func decibels(_ first: some Collection<Int16>, over second: some Collection<Int16>) -> Double {
        let ratio = max(Listening.rms(first), 0.01) / max(Listening.rms(second), 0.01)
        return Listening.decibels(ratio)
    }

    @Test("The echo of a room is 38 dB lower after two seconds")
    func echo() throws {
        let played = Room.syllables(6_000, samples: 4 * 48_000)
        let microphone = Room.echo(of: played)
        let sent = try Self.process(microphone, played: played, VoiceProcessingChoice(echoControl: true))
        // What 16 kHz leaves of the echo where nothing was played: it is compared with that.
        let alone = try Self.process(microphone, VoiceProcessingChoice(echoControl: true))
        #expect(Self.decibels(microphone[96_000...], over: alone[96_000...]) < 6)
        #expect(Self.decibels(alone[96_000...], over: sent[96_000...]) >= 38)
    }

    @Test("The agent is kept while the far end speaks as well")
    func doubleTalk() throws {
        let choice = VoiceProcessingChoice(echoControl: true)
        let played = Room.syllables(6_000, samples: 6 * 48_000)
        let voice = [Int16](repeating: 0, count: 2 * 48_000) + Self.voice(seconds: 4)
        let sent = try Self.process(Room.sum(voice, Room.echo(of: played)), played: played, choice)
        let alone = try Self.process(voice, played: nil, choice)
        let range = 2 * 48_000 + 4_800..<6 * 48_000
        var difference: [Int16] = []
        for index in range { difference.append(Int16(clamping: Int(sent[index]) - Int(alone[index]))) }
        // The echo itself is only this much below the voice.
        let before = Self.decibels(voice[range], over: Room.echo(of: played)[range])
        let after = Self.decibels(alone[range], over: difference)
        #expect(after > before + 8, "\(before) dB before, \(after) dB after")
        #expect(abs(Self.decibels(sent[range], over: alone[range])) < 1)
    }

    @Test("In the agent's pauses little is left of a far end that goes on speaking")
    func pauses() throws {
        let choice = VoiceProcessingChoice(echoControl: true)
        let played = Room.syllables(6_000, samples: 7 * 48_000)
        let voice = [Int16](repeating: 0, count: 3 * 48_000) + Self.voice(seconds: 4)
        let sent = try Self.process(Room.sum(voice, Room.echo(of: played)), played: played, choice)
        let alone = try Self.process(voice, played: nil, choice)
        var left: [Int16] = []
        for start in stride(from: 3 * 48_000 + 4_800, to: 7 * 48_000 - 4_800, by: 960) {
            guard Listening.rms(alone[start..<start + 960]) < 100 else { continue }
            for index in start..<start + 960 { left.append(Int16(clamping: Int(sent[index]) - Int(alone[index]))) }
        }
        #expect(left.count > 9_600)
        #expect(Listening.rms(left) < 26)
    }

    @Test("A loudspeaker turned down is learnt within half a second")
    func turnedDown() throws {
        let played = Room.syllables(6_000, samples: 4 * 48_000)
        var microphone = Room.echo(of: played)
        for index in 3 * 48_000..<microphone.count { microphone[index] /= 2 }
        let sent = try Self.process(microphone, played: played, VoiceProcessingChoice(echoControl: true))
        let (first, second) = (144_000..<168_000, 168_000..<192_000)
        #expect(Self.decibels(microphone[first], over: sent[first]) >= 9)
        #expect(Self.decibels(microphone[second], over: sent[second]) >= 36)
    }

    @Test(
        "A loudspeaker that is moved is learnt again, and the gain takes its echo for no quiet agent",
        arguments: [false, true])
    func movedLoudspeaker(all: Bool) throws {
        let played = Room.syllables(6_000, samples: 6 * 48_000)
        let here = Room.echo(of: played)
        let there = [Int16](repeating: 0, count: 700) + here.dropLast(700).map { -$0 }
        let microphone = Array(here[..<96_000] + there[96_000...])
        let choice = VoiceProcessingChoice(echoControl: true, noiseSuppression: all, automaticGain: all)
        let sent = try Self.process(microphone, played: played, choice)
        #expect(Self.decibels(microphone[240_000...], over: sent[240_000...]) >= 20)
    }

    @Test("Steady noise is 10 dB lower, a voice in it stays")
    func noise() throws {
        let choice = VoiceProcessingChoice(noiseSuppression: true)
        let noise = Room.noise(150, samples: 4 * 48_000)
        // What 16 kHz leaves of it anyway.
        let wideband = try Self.process(noise, VoiceProcessingChoice(echoControl: true))
        let quiet = try Self.process(noise, choice)
        #expect(Self.decibels(wideband[96_000...], over: quiet[96_000...]) >= 10)
        let voice = Self.voice(seconds: 4)
        let sent = try Self.process(Room.sum(voice, noise), choice)
        let range = 96_000..<192_000 - Self.delay
        #expect(abs(Self.decibels(sent[range], over: voice[range])) < 1)
        var difference: [Int16] = []
        for index in range {
            difference.append(Int16(clamping: Int(sent[index + Self.delay]) - Int(voice[index])))
        }
        #expect(Self.decibels(voice[range], over: difference) > 10)
    }

    @Test("A voice without noise, heard from its first moment, stays what it is", arguments: [1, 4])
    func cleanVoice(seed: Int) throws {
        var speech = SpeechLike()
        _ = speech.next(seed * 11_000)
        let voice = speech.next(8 * 48_000)
        // The same band and delay.
        let before = try Self.process(voice, VoiceProcessingChoice(echoControl: true))
        let sent = try Self.process(voice, VoiceProcessingChoice(noiseSuppression: true))
        var (frames, lowered) = (0, 0.0)
        for start in stride(from: 0, to: before.count, by: 480) {
            let frame = before[start..<start + 480]
            guard Listening.rms(frame) > 10 else { continue }
            frames += 1
            let loss = zip(frame, sent[start..<start + 480]).map { Int16(clamping: Int($0) - Int($1)) }
            lowered += min(max(Self.decibels(frame, over: loss), 0), 40)
        }
        let mean = lowered / Double(frames)
        #expect(frames > 400)
        #expect(mean > 18)
    }

    @Test("A voice of −40 dB comes up, a loud one is not cut, silence stays")
    func gain() throws {
        let choice = VoiceProcessingChoice(automaticGain: true)
        let voice = Self.voice(seconds: 5)
        let level = Listening.rms(voice)
        let soft = voice.map { Int16(Double($0) * 328 / level) }
        let raised = try Self.process(soft, choice)
        #expect(Self.decibels(raised[192_000...], over: soft[192_000...]) > 15)
        let loud = voice.map { Int16(clamping: Int(Double($0) * 12_000 / level)) }
        let lowered = try Self.process(loud, choice)
        #expect(Self.decibels(lowered[192_000...], over: loud[192_000...]) < -3)
        #expect(lowered.allSatisfy { abs(Int($0)) <= 29_001 })
        let hiss = Room.noise(10, samples: 3 * 48_000)
        #expect(try Self.process(hiss, choice) == hiss)
    }

    @Test("Nothing chosen changes nothing")
    func off() throws {
        let voice = Self.voice(seconds: 1)
        #expect(try Self.process(voice, played: voice, .off) == voice)
    }

    @Test("Frames of any length, full scale and nothing at all", arguments: [0, 1, 159, 479, 481, 4_801])
    func lengths(count: Int) throws {
        let all = VoiceProcessingChoice(echoControl: true, noiseSuppression: true, automaticGain: true)
        var processing = try VoiceProcessing(all)
        var odd = [Int16](repeating: .min, count: count)
        var target = odd.mutableSpan
        processing.process(&target, played: [Int16](repeating: .max, count: 7).span)
        #expect(odd.allSatisfy { $0 == .min })
        var frame = [Int16](repeating: 0, count: 480)
        for turn in 0..<50 {
            for index in 0..<480 { frame[index] = (index + turn) % 2 == 0 ? .min : .max }
            target = frame.mutableSpan
            processing.process(&target, played: odd.span)
        }
    }
}
