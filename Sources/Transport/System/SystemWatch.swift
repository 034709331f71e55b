import CLinux
import CSystemd
import Glibc
import Synchronization

/// Listens to the kernel (links, addresses, routes) and to logind (sleep) on a thread of its own. Without a bus it hears the
/// kernel alone.
final class SystemWatch: Sendable {
    enum Change: Sendable, Equatable {
        case network
        case suspending
        case resumed
    }

    private let wake: Int32
    private let busAddress: String?
    private let isStopping = Mutex(false)
    private let thread = Mutex<pthread_t?>(nil)
    fileprivate let onChange: @Sendable (Change) -> Void

    /// - Parameters:
    ///   - bus: the D-Bus address of logind's bus; nil: the system's.
    ///   - onChange: called on the thread; never after `stop`.
    /// - Returns: nil where the kernel gives no thread.
    static func start(bus: String? = nil, onChange: @escaping @Sendable (Change) -> Void) -> SystemWatch? {
        let wake = clinux_eventfd()
        guard wake >= 0 else { return nil }
        let watch = SystemWatch(wake: wake, bus: bus, onChange: onChange)
        guard let thread = MediaThread.start(named: "system watch", { watch.run() }) else { return nil }
        watch.thread.withLock { $0 = thread }
        return watch
    }

    private init(wake: Int32, bus: String?, onChange: @escaping @Sendable (Change) -> Void) {
        self.wake = wake
        busAddress = bus
        self.onChange = onChange
    }

    deinit { close(wake) }

    /// Ends the thread.
    func stop() {
        isStopping.withLock { $0 = true }
        clinux_eventfd_signal(wake)
        if let thread = thread.withLock({ $0.take() }) { pthread_join(thread, nil) }
    }

    // MARK: On the thread

    private func run() {
        let netlink = clinux_netlink_open()
        defer { if netlink >= 0 { close(netlink) } }
        var bus = openBus()
        while !isStopping.withLock({ $0 }) {
            if let open = bus, !process(open) {
                sd_bus_unref(open)
                bus = nil
            }
            wait(netlink, bus)
            if netlink >= 0, clinux_netlink_drain(netlink) == 1 { onChange(.network) }
        }
        if let bus { sd_bus_flush_close_unref(bus) }
    }

    /// The bus with our ear on it; nil where there is none, which is no fault.
    private func openBus() -> OpaquePointer? {
        guard let bus = connect() else { return nil }
        let asked = sd_bus_match_signal_async(
            bus, nil, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
            "PrepareForSleep", sleepCame, nil, Unmanaged.passUnretained(self).toOpaque())
        guard asked >= 0 else {
            sd_bus_unref(bus)
            return nil
        }
        return bus
    }

    private func connect() -> OpaquePointer? {
        var bus: OpaquePointer?
        guard let busAddress else { return sd_bus_open_system(&bus) >= 0 ? bus : nil }
        guard sd_bus_new(&bus) >= 0 else { return nil }
        guard sd_bus_set_address(bus, busAddress) >= 0, sd_bus_set_bus_client(bus, 1) >= 0, sd_bus_start(bus) >= 0
        else {
            sd_bus_unref(bus)
            return nil
        }
        return bus
    }

    /// Carries out what waits on the bus; false where the bus is gone.
    private func process(_ bus: OpaquePointer) -> Bool {
        for _ in 0..<Limits.busMessagesPerTurn {
            let result = sd_bus_process(bus, nil)
            if result < 0 { return false }
            if result == 0 { return true }
        }
        return true
    }

    private func wait(_ netlink: Int32, _ bus: OpaquePointer?) {
        var polled = [
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0), pollfd(fd: netlink, events: Int16(POLLIN), revents: 0),
        ]
        var nanoseconds: Int64 = -1
        if let bus {
            polled.append(
                pollfd(fd: sd_bus_get_fd(bus), events: Int16(truncatingIfNeeded: sd_bus_get_events(bus)), revents: 0))
            nanoseconds = Self.nanosecondsLeft(bus)
        }
        _ = clinux_ppoll(&polled, nfds_t(polled.count), nanoseconds)
    }

    /// Until the bus wants to be processed again; -1: not before something comes. At most a second at a time.
    private static func nanosecondsLeft(_ bus: OpaquePointer) -> Int64 {
        var deadline: UInt64 = 0
        guard sd_bus_get_timeout(bus, &deadline) >= 0, deadline != .max else { return -1 }
        let now = clinux_awake_microseconds()
        return deadline > now ? Int64(min(deadline - now, 1_000_000)) * 1_000 : 0
    }
}

/// The C entry of logind's signal: file-level, because it runs on the watch's thread.
private func sleepCame(
    _ message: OpaquePointer?, _ argument: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<sd_bus_error>?
) -> Int32 {
    guard let message, let argument else { return 0 }
    var isGoing: Int32 = 0
    guard withUnsafeMutablePointer(to: &isGoing, { sd_bus_message_read_basic(message, 98, $0) }) > 0 else { return 0 }
    Unmanaged<SystemWatch>.fromOpaque(argument).takeUnretainedValue().onChange(isGoing != 0 ? .suspending : .resumed)
    return 0
}
