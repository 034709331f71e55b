import Testing

@testable import Devices

@Suite("Which device of several") struct DevicePreferenceTests {
    private let second = 1_000_000_000
    private let devices: [DeviceURI] = [.alsa("jabra"), .alsa("bone"), .null]

    @Test func theFirstThatIsThereIsUsedAndBetterOnesAreLookedForEachSecond() {
        var preference = DevicePreference(devices)
        #expect(preference.wanted(at: 0) == 0)
        preference.isMissing(0, isStuck: false, at: 0)
        #expect(preference.wanted(at: 0) == 1)
        preference.isOpened(1)
        preference.works(1)
        #expect(preference.used == 1)
        #expect(preference.wanted(at: second - 1) == nil, "not oftener than each second")
        #expect(preference.wanted(at: second) == 0, "the better one")
        preference.isMissing(0, isStuck: false, at: second)
        #expect(preference.wanted(at: second) == nil && preference.used == 1)
        #expect(preference.wanted(at: 2 * second) == 0)
        preference.isOpened(0)
        #expect(preference.used == 0)
        #expect(preference.wanted(at: 100 * second) == nil, "nothing is better")
    }

    @Test func whatIsLostIsFollowedByTheNextAndAllAreTriedAgain() {
        var preference = DevicePreference([.alsa("jabra"), .alsa("bone")])
        preference.isOpened(0)
        preference.isMissing(0, isStuck: false, at: 5 * second)
        #expect(preference.used == nil && preference.wanted(at: 5 * second) == 1)
        preference.isMissing(1, isStuck: false, at: 5 * second)
        #expect(preference.wanted(at: 5 * second) == nil)
        #expect(preference.wanted(at: 6 * second) == 0)
    }

    @Test func aDeviceThatNeverMovesLeavesTheOthersInPeace() {
        var preference = DevicePreference(devices)
        var now = 0
        var waits: [Int] = []
        for _ in 0..<7 {
            preference.isOpened(0)
            preference.isMissing(0, isStuck: true, at: now)
            preference.isOpened(1)
            let failed = now
            while preference.wanted(at: now) == nil { now += second }
            waits.append((now - failed) / second)
        }
        #expect(waits == [2, 4, 8, 16, 32, 32, 32])
        preference.isOpened(0)
        preference.works(0)
        preference.isMissing(0, isStuck: true, at: now)
        #expect(preference.wanted(at: now + 2 * second) == 0, "it worked in between")
    }
}
