import AwaitedEvents
import Foundation
import SIP
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(1)), .serialized) struct SystemWatchTests {
    /// logind's signal on a bus of our own, by a program that bears logind's name there.
    @Test func sleepAndWakingAreTold() async throws {
        let folder = NSTemporaryDirectory() + "clairvoix-bus-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let address = "unix:path=\(folder)/bus"
        let bus = Process()
        let ready = Pipe()
        bus.executableURL = URL(fileURLWithPath: "/usr/bin/dbus-daemon")
        bus.arguments = ["--session", "--nofork", "--nopidfile", "--address=\(address)", "--print-address=1"]
        bus.standardOutput = ready
        try bus.run()
        defer { kill(bus.processIdentifier, SIGKILL) }
        #expect(!ready.fileHandleForReading.availableData.isEmpty)

        let told = EventLog<SystemWatch.Change>()
        let watch = try #require(SystemWatch.start(bus: address) { told.add($0) })
        for (word, change) in [("True", SystemWatch.Change.suspending), ("False", .resumed)] {
            let signaller = Process()
            signaller.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
            signaller.arguments = ["-c", Self.script, address, word]
            try signaller.run()
            #expect(await told.first(within: 20) { $0 == change } != nil)
            // Not by SIGTERM: a child of this thread may have it blocked.
            kill(signaller.processIdentifier, SIGKILL)
        }
        watch.stop()
    }

    /// Says the signal again and again, because nobody tells it when the other side has begun to listen.
    private static let script = """
        import sys, time, dbus, dbus.bus, dbus.lowlevel
        bus = dbus.bus.BusConnection(sys.argv[1])
        bus.request_name("org.freedesktop.login1")
        for turn in range(150):
            signal = dbus.lowlevel.SignalMessage(
                "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
            signal.append(sys.argv[2] == "True", signature="b")
            bus.send_message(signal); bus.flush(); time.sleep(0.1)
        """

    @Test func withoutABusItIsSilent() throws {
        let told = EventLog<SystemWatch.Change>()
        let watch = try #require(SystemWatch.start(bus: "unix:path=/nonexistent/bus") { told.add($0) })
        watch.stop()
        #expect(told.all.filter { $0 != .network }.isEmpty)
    }

    @Test func aClockThatStoodStillTellsOfSleep() {
        var gauge = SleepGauge()
        let steps: [(all: Double, awake: Double, hasSlept: Bool)] = [
            (10, 10, false), (20, 19.5, false), (30, 28, false), (3_640, 38, true), (3_650, 48, false),
            (3_660.5, 56.4, true), (3_670, 66, false),
        ]
        for step in steps {
            let hasSlept = gauge.hasSlept(all: .seconds(step.all), awake: .seconds(step.awake))
            #expect(hasSlept == step.hasSlept, "\(step)")
        }
    }
}
