import CAllocationCount
import Media
import Testing

@Suite struct RealtimePathTests {
    private func render(_ path: RealtimePath, frames: Int = 480, at nanoseconds: Int = 0) -> [Int16] {
        var stereo = [Int16](repeating: -1, count: frames * 2)
        stereo.withUnsafeMutableBufferPointer { path.render(into: $0.baseAddress!, frames: frames, at: nanoseconds) }
        return stereo
    }

    @Test("Sources are added with saturation and their gains")
    func mix() {
        let path = RealtimePath(port: AudioPort())
        path.port.playout.write([20_000, 100])
        path.speech.write([20_000, 100])
        path.ringTone.write([0, 100])
        path.setGain(left: 1, right: 0.5, of: .ringTone)
        let stereo = render(path, frames: 3)
        #expect(stereo == [32_767, 32_767, 300, 250, 0, 0])
        #expect(path.playedSamples(of: .speech) == 2)
    }

    @Test("Each sample is mixed once and in order where the ring begins anew, whether gains change or not")
    func wrap() {
        let path = RealtimePath(port: AudioPort())
        path.setGain(left: 1, right: 0.5, of: .call)
        // The ring of 16,384 samples is no whole number of periods.
        for period in 0..<80 {
            if period == 50 { path.setGain(left: 1, right: 1, of: .call) }
            let sound = (0..<480).map { Int16(truncatingIfNeeded: (period * 480 + $0) % 30_000) }
            path.port.playout.write(sound.span)
            let stereo = render(path)
            #expect((0..<480).allSatisfy { stereo[2 * $0] == sound[$0] }, "period \(period)")
            guard period != 50 else { continue }
            #expect((0..<480).allSatisfy { stereo[2 * $0 + 1] == (period < 50 ? sound[$0] >> 1 : sound[$0]) })
        }
    }

    @Test("Voice in one ear, call in the other: nothing of either in the wrong one")
    func ears() {
        let path = RealtimePath(port: AudioPort())
        path.setGain(left: 0, right: 1, of: .call)
        path.setGain(left: 1, right: 0, of: .speech)
        path.port.playout.write([Int16](repeating: 20_000, count: 480).span)
        path.speech.write([Int16](repeating: -15_000, count: 480).span)
        let stereo = render(path)
        #expect(stride(from: 0, to: 960, by: 2).allSatisfy { stereo[$0] == -15_000 && stereo[$0 + 1] == 20_000 })
    }

    @Test("While the voice speaks the call is lowered as it is set, without a step, and the ring tone is silent")
    func underVoice() {
        let path = RealtimePath(port: AudioPort())
        path.setGainUnderVoice(0.25, of: .call)
        func period() -> (first: Int16, last: Int16) {
            path.port.playout.write([Int16](repeating: 8_000, count: 480).span)
            path.ringTone.write([Int16](repeating: 1_000, count: 480).span)
            let stereo = render(path)
            let steps = stride(from: 2, to: 960, by: 2).map { abs(Int(stereo[$0]) - Int(stereo[$0 - 2])) }
            #expect(steps.allSatisfy { $0 <= 18 })
            return (stereo[0], stereo[959])
        }
        #expect(period() == (9_000, 9_000))
        path.setSpeaking(true)
        let lowering = period()
        #expect(lowering.first > 8_900 && (2_000...2_040).contains(lowering.last))
        #expect(period() == (2_000, 2_000))
        path.setSpeaking(false)
        _ = period()
        #expect(period() == (9_000, 9_000))
    }

    @Test("The agent hears their own voice as it is set, while a call hears it, and never late by more than a period")
    func sideTone() {
        let path = RealtimePath(port: AudioPort())
        path.setGain(left: 0.25, right: 0.25, of: .sideTone)
        func spoken() {
            var period = [Int16](repeating: 4_000, count: 480)
            period.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { path.capture(base, count: 480) } }
        }
        spoken()
        #expect(render(path).allSatisfy { $0 == 0 }, "no call hears it")
        path.port.isMicrophoneSent = true
        spoken()
        #expect(render(path).allSatisfy { $0 == 1_000 })
        for _ in 0..<5 { spoken() }
        for _ in 0..<2 { #expect(render(path).allSatisfy { $0 == 1_000 }) }
        #expect(render(path).allSatisfy { $0 == 0 }, "what waited too long is dropped")
        let silent = RealtimePath(port: path.port)
        #expect(render(silent).allSatisfy { $0 == 0 }, "none by default")
    }

    @Test("A cut holds from the next period on, and tells how much was heard")
    func cut() throws {
        let path = RealtimePath(port: AudioPort())
        path.speech.write([Int16](repeating: 1_000, count: 48_000))
        path.watch(480, of: .speech)
        #expect(path.lastStart(of: .speech) == nil)
        _ = render(path, at: 5)
        let start = try #require(path.lastStart(of: .speech))
        #expect(start.nanoseconds == 5 && start.position == 0)
        #expect(path.watchReached(of: .speech) == nil)
        _ = render(path, at: 6)
        #expect(path.watchReached(of: .speech) == 6)
        path.cut(.speech)
        #expect(render(path, at: 7).allSatisfy { $0 == 0 })
        #expect(path.playedSamples(of: .speech) == 960)
        #expect(path.speech.cutPosition == 960)
        path.speech.write([1])
        _ = render(path, at: 8)
        #expect(path.lastStart(of: .speech)?.nanoseconds == 8)
    }

    @Test("Captured sound reaches the media loop in frames of 10 ms; a backlog is dropped")
    func capture() {
        let path = RealtimePath(port: AudioPort())
        path.setMicrophoneGain(2)
        var frame = [Int16](repeating: 0, count: 480)
        for _ in 0..<3 {
            var period = [Int16](repeating: 100, count: 160)
            var span = frame.mutableSpan
            let isEarly = path.port.takeCapturedFrame(into: &span)
            #expect(!isEarly)
            period.withUnsafeMutableBufferPointer { path.capture($0.baseAddress!, count: $0.count) }
        }
        var span = frame.mutableSpan
        let isWhole = path.port.takeCapturedFrame(into: &span)
        #expect(isWhole)
        #expect(frame.allSatisfy { $0 == 200 })
        #expect(path.microphonePeakSample == 200)
        path.port.captured.write([Int16](repeating: 3, count: 12_000))
        var again = frame.mutableSpan
        let isLate = path.port.takeCapturedFrame(into: &again)
        #expect(isLate)
        #expect(path.port.captured.readableCount == 0)
    }

    @Test("The media loop keeps the target's worth ready")
    func playoutTarget() {
        let port = AudioPort(playoutTargetSamples: 960)
        #expect(port.playoutFramesWanted(reserve: 0) == 2)
        #expect(port.playoutFramesWanted(reserve: 480) == 3)
        port.putPlayoutFrame([Int16](repeating: 0, count: 480).span)
        #expect(port.playoutFramesWanted(reserve: 0) == 1)
        port.playoutTargetSamples = .max
        #expect(port.playoutTargetSamples == port.playout.capacity / 2)
    }

    @Test("Ten thousand periods allocate nothing")
    func noAllocation() {
        let path = RealtimePath(port: AudioPort())
        var stereo = [Int16](repeating: 0, count: 960)
        var mono = [Int16](repeating: 50, count: 480)
        let block = [Int16](repeating: 10, count: 480)
        func periods(_ count: Int) {
            stereo.withUnsafeMutableBufferPointer { output in
                mono.withUnsafeMutableBufferPointer { input in
                    for period in 0..<count {
                        _ = path.speech.tap.write(block, count: 480)
                        if period % 50 == 0 { path.cut(.speech) }
                        path.render(into: output.baseAddress!, frames: 480, at: period)
                        path.capture(input.baseAddress!, count: 480)
                        path.port.captured.tap.discardOldest(keeping: 0)
                    }
                }
            }
        }
        periods(10)
        let before = allocation_count_of_this_thread()
        periods(10_000)
        #expect(allocation_count_of_this_thread() == before)
        // The counter is known to count.
        let array = [UInt8](repeating: 1, count: Int.random(in: 1_000...2_000))
        #expect(allocation_count_of_this_thread() > before && array.count >= 1_000)
        #expect(path.renderedPeriods == 10_010)
    }
}
