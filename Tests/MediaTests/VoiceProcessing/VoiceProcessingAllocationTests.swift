import CAllocationCount
import Media
import Testing

/// The media loop's rule (DESIGN §4): nothing is allocated in a frame.
@Suite struct VoiceProcessingAllocationTests {
    @Test("Frames of sound allocate nothing")
    func frames() throws {
        let all = VoiceProcessingChoice(echoControl: true, noiseSuppression: true, automaticGain: true)
        var processing = try VoiceProcessing(all)
        let played = Room.syllables(6_000, samples: 480)
        var frame = Room.noise(1_000, samples: 480)
        func turns(_ count: Int) {
            for _ in 0..<count {
                var target = frame.mutableSpan
                processing.process(&target, played: played.span)
            }
        }
        turns(10)
        #if DEBUG
            // Unoptimised code keeps the frames of accessors on the heap, freed at once, and is slow.
            turns(10)
        #else
            let before = allocation_count_of_this_thread()
            turns(10_000)
            #expect(allocation_count_of_this_thread() == before)
        #endif
    }
}
