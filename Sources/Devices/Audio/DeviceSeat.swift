import Media

/// A role's place among devices, on its own thread: which device it has, and what is told of it.
struct DeviceSeat {
    private let role: DeviceRole
    private let choice: DeviceChoice
    private let watcher: DeviceWatcher
    private var search: DeviceSearch
    private var condition: DeviceCondition
    /// None was there from the start, or it was lost, as it was told; nil: nothing is missing.
    private var isAbsent: Bool?

    init(_ role: DeviceRole, _ choice: DeviceChoice, _ watcher: DeviceWatcher) {
        self.role = role
        self.choice = choice
        self.watcher = watcher
        search = DeviceSearch([], isInput: false)
        condition = DeviceCondition(role)
    }

    /// Until the end: a device is served until it fails or a better one is there (which `serve` returns) or it is to be
    /// another. Where there is none, `without` is done each period: the clock goes on, so that calls and speech keep their
    /// time.
    mutating func occupy(without: () -> Void, serve: (FoundDevice, inout DeviceSeat) throws(ALSAError) -> FoundDevice?)
    {
        // Only at the start: later the sound of calls goes on whatever a device does.
        var patience = Limits.firstOpeningPeriods
        while begin() {
            var clock = PeriodClock()
            var found = look()
            while choice.goesOn {
                if let device = found {
                    patience = 0
                    take(device)
                    do throws(ALSAError) { found = try serve(device, &self) } catch {
                        fails(error)
                        found = nil
                    }
                    clock.restart()
                } else {
                    clock.wait()
                    // What is said already waits for the device that is being opened: its first syllable would be lost.
                    if patience > 0, search.hasMore { patience -= 1 } else { without() }
                    found = look()
                }
            }
        }
    }

    /// Without a card: the work of each period by the clock, or by whoever has a clock that runs anyway.
    /// - Parameters:
    ///   - loan: to whom the work may be lent.
    ///   - wake: ends the wait for what was lent.
    ///   - after: what follows each period, and each lending, on this thread.
    mutating func pace(
        lending loan: PeriodLoan?, _ wake: WakeSignal, work: @escaping @Sendable () -> Void,
        after: () throws(ALSAError) -> Void
    ) throws(ALSAError) -> FoundDevice? {
        var clock = PeriodClock()
        var hasMoved = false
        // Periods to do alone, after a borrower that was held up.
        var alone = 0
        while choice.goesOn {
            if let loan, loan.isWanted, alone == 0 {
                if !hasMoved { works() }
                hasMoved = true
                loan.lend(work, wake: wake.wake)
                defer { loan.takeBack() }
                try after()
                if let better = waitFor(loan, wake) { return better }
                if choice.goesOn, loan.isWanted { alone = Limits.periodsAlone }
                clock.restart()
                continue
            }
            alone = max(alone - 1, 0)
            clock.wait()
            work()
            try after()
            // A full disk opens a file all the same.
            if !hasMoved { works() }
            hasMoved = true
            if let better = look() { return better }
        }
        return nil
    }

    /// Until the borrower ends, or is held up; only looks for a better device, which is returned.
    private mutating func waitFor(_ loan: PeriodLoan, _ wake: WakeSignal) -> FoundDevice? {
        while choice.goesOn, loan.isWanted {
            let before = (periods: loan.periods, time: PeriodClock.now())
            wake.wait(milliseconds: Limits.lentMilliseconds)
            let isOver = PeriodClock.now() &- before.time > Limits.lentMilliseconds / 2 * 1_000_000
            guard !isOver || loan.periods != before.periods else { return nil }
            if let better = look() { return better }
        }
        return nil
    }

    /// Begins with the devices that are chosen now; false: the end.
    private mutating func begin() -> Bool {
        guard let devices = choice.begin() else { return false }
        search = DeviceSearch(devices, isInput: role == .microphone)
        watcher.onUse(role, choice.use)
        return true
    }

    /// Once a period: the device to go over to, which is better than the one in use; nil: nothing new.
    mutating func look() -> FoundDevice? {
        switch search.look() {
        case nil: return nil
        case .found(let found): return found
        case .missing(let reason):
            if search.preference.used == nil { tellMissing(reason) }
            return nil
        }
    }

    /// Before any sound goes to it.
    private mutating func take(_ found: FoundDevice) {
        search.preference.isOpened(found.place)
        note(found.place == 0 ? .preferred(found.device) : .fallback(found.device))
    }

    /// The device in use really plays or captures.
    mutating func works() {
        guard let place = search.preference.used else { return }
        search.preference.works(place)
        isAbsent = nil
        if let event = condition.works(search.preference.devices[place], place: place) { watcher.onEvent(event) }
    }

    /// The device in use does not.
    private mutating func fails(_ error: ALSAError) {
        guard let place = search.preference.used else { return }
        search.preference.isMissing(place, isStuck: error == .stuck, at: PeriodClock.now())
        tellMissing(error.reason)
    }

    private mutating func tellMissing(_ reason: String) {
        guard let first = search.preference.devices.first else { return }
        let event = condition.fails(reason, hasMore: search.hasMore)
        if case .absent = event { isAbsent = true } else if event != nil { isAbsent = false }
        // Without an event nothing is new: it was opened once more, and did not work.
        if let isAbsent { note(isAbsent ? .absent(first) : .lost(first)) }
        if let event { watcher.onEvent(event) }
    }

    private func note(_ use: DeviceUse) {
        choice.use = use
        watcher.onUse(role, use)
    }
}

/// Who is told of devices, on their threads; must not block.
struct DeviceWatcher: Sendable {
    let onUse: @Sendable (DeviceRole, DeviceUse) -> Void
    let onEvent: @Sendable (DeviceEvent) -> Void
}
