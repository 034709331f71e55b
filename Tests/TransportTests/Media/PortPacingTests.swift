import Testing
import Time

@testable import Transport

@Suite struct PortPacingTests {
    private let start = Instant.now

    @Test func aDeviceDrivesOnceItHasMoved() {
        var pacing = PortPacing()
        #expect(!pacing.isCaptureDriven(true, at: start) && !pacing.isPlaybackDriven(true, at: start))
        pacing.noteCapture(at: start)
        pacing.notePlayback(position: 480, at: start)
        #expect(pacing.isCaptureDriven(true, at: start) && pacing.isPlaybackDriven(true, at: start))
        #expect(!pacing.isCaptureDriven(false, at: start) && !pacing.isPlaybackDriven(false, at: start))
    }

    @Test func aDeviceThatStandsStillLosesItsSide() {
        var pacing = PortPacing()
        pacing.noteCapture(at: start)
        pacing.notePlayback(position: 480, at: start)
        let later = start + PortPacing.patience
        pacing.notePlayback(position: 480, at: later)
        #expect(!pacing.isCaptureDriven(true, at: later) && !pacing.isPlaybackDriven(true, at: later))
        pacing.notePlayback(position: 960, at: later)
        #expect(pacing.isPlaybackDriven(true, at: later))
    }
}
