import Media

/// What a script asks of this computer's sound. The engine knows nothing of it: the shell carries it out and answers.
public enum SoundRequest: Sendable, Equatable {
    /// The devices, which are chosen, and how loud each is.
    case list
    /// Goes over to another device, a URI as the configuration writes it, until the program ends.
    case select(DeviceRole, device: String)
    /// Percent of what the device or the peer gives, 0 to `Limits.soundLevelPercent`.
    case level(DeviceRole, percent: Int)
    /// Gives the call of this number devices of its own; nil: it needs none any more.
    case call(Int, OwnDevices?)
}

/// A microphone and a headset of one call, as the configuration writes them.
public struct OwnDevices: Sendable, Equatable {
    public var microphone: String
    public var headset: String

    public init(microphone: String, headset: String) {
        self.microphone = microphone
        self.headset = headset
    }
}

/// What the shell answers.
public enum SoundAnswer: Sendable, Equatable {
    case report(SoundReport)
    case done
    /// The text is no device, or none for this role.
    case noDevice(String)
    /// The role shares the headset: `audio.voice_device` or `audio.ring_devices` give it a device of its own.
    case sharesHeadset
    /// Each device has one owner.
    case inUse
}

/// The sound of this computer as `audio.list` tells it.
public struct SoundReport: Sendable, Equatable {
    /// A device that can be chosen.
    public struct Device: Sendable, Equatable {
        /// As the configuration writes it: `alsa:plughw:CARD=Headset,DEV=0`.
        public var device: String
        /// What the system calls it.
        public var name: String
        public var isInput: Bool

        public init(device: String, name: String, isInput: Bool) {
            self.device = device
            self.name = name
            self.isInput = isInput
        }
    }

    /// A device in use.
    public struct Choice: Sendable, Equatable {
        public var role: DeviceRole
        public var device: String
        /// nil: this one is as loud as its role's first.
        public var percent: Int?

        public init(role: DeviceRole, device: String, percent: Int?) {
            self.role = role
            self.device = device
            self.percent = percent
        }
    }

    public var devices: [Device]
    public var chosen: [Choice]

    public init(devices: [Device], chosen: [Choice]) {
        self.devices = devices
        self.chosen = chosen
    }
}
