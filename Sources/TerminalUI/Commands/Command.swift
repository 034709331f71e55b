import Announcements

/// Everything that a key can ask for.
public enum Command: String, Sendable, Hashable, CaseIterable {
    case keys, who, whereAmI, answer, decline, swap, transfer, hold, mute, `repeat`, palette, hangUp
    case silence, visitCall, dial, write, note, incident, time, swapEars
    case volumeDown, volumeUp, rateDown, rateUp
    case announcements, speaker, level, record, acceptTransfer, refuseTransfer, quit

    /// The F-key, 1 to 12; nil where the palette and the letter do.
    public var functionKey: Int? {
        switch self {
        case .keys: 1
        case .who: 2
        case .whereAmI: 3
        case .answer: 4
        case .decline: 5
        case .swap: 6
        case .transfer: 7
        case .hold: 8
        case .mute: 9
        case .repeat: 10
        case .palette: 11
        case .hangUp: 12
        case .silence, .visitCall, .dial, .write, .note, .incident, .time, .swapEars, .volumeDown, .volumeUp,
            .rateDown, .rateUp, .announcements, .speaker, .level, .record, .acceptTransfer, .refuseTransfer, .quit:
            nil
        }
    }

    /// Its letter waits for a second one, which would mean typing.
    var letterWaits: Bool {
        switch self {
        case .answer, .decline, .hangUp, .transfer: true
        case .keys, .who, .whereAmI, .swap, .hold, .mute, .repeat, .palette, .silence, .visitCall, .dial, .write,
            .note, .incident, .time, .swapEars, .volumeDown, .volumeUp, .rateDown, .rateUp, .announcements, .speaker,
            .level, .record, .acceptTransfer, .refuseTransfer, .quit:
            false
        }
    }

    /// Pressed again at once it is the keyboard's repeat: it ends or toggles something.
    var ignoresAutorepeat: Bool {
        switch self {
        case .answer, .decline, .hangUp, .transfer, .hold, .swap, .mute, .quit, .speaker, .level, .swapEars, .record,
            .acceptTransfer, .refuseTransfer:
            true
        case .keys, .who, .whereAmI, .repeat, .palette, .silence, .visitCall, .dial, .write, .note, .incident, .time,
            .volumeDown, .volumeUp, .rateDown, .rateUp, .announcements:
            false
        }
    }

    /// Its work comes later; the key says so.
    public var isAvailable: Bool {
        switch self {
        case .transfer, .write, .note, .incident: false
        case .keys, .who, .whereAmI, .answer, .decline, .swap, .hold, .mute, .repeat, .palette, .hangUp, .silence,
            .visitCall, .dial, .time, .swapEars, .volumeDown, .volumeUp, .rateDown, .rateUp, .announcements, .speaker,
            .level, .record, .acceptTransfer, .refuseTransfer, .quit:
            true
        }
    }
}
