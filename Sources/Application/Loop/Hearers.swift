import Devices
import TerminalUI

#if FAULTS
    import Faults
#endif

/// Who hears the voice, from the devices that it may sound on. Speech moves by itself only to a device that the agent alone hears.
struct Hearers {
    /// The devices that the agent alone hears.
    let privateDevices: [DeviceURI]
    /// nil: the voice has no device of its own.
    var voice: DeviceUse?
    var headset: DeviceUse

    var audience: Audience {
        switch voice {
        case .preferred(let device)?: hears(device, isChosen: true)
        case .fallback(let device)?: hears(device, isChosen: false)
        case .absent?, .lost?: ofHeadset(isChosen: false)
        case nil: ofHeadset(isChosen: true)
        }
    }

    private func ofHeadset(isChosen: Bool) -> Audience {
        switch headset {
        case .preferred(let device): hears(device, isChosen: isChosen)
        case .fallback(let device): hears(device, isChosen: false)
        // The voice is ready for the headset that may yet be plugged in.
        case .absent(let device): hears(device, isChosen: isChosen)
        case .lost: .nobody
        }
    }

    private func hears(_ device: DeviceURI, isChosen: Bool) -> Audience {
        #if FAULTS
            if Fault.speakersPrivate.isOn { return .agent }
        #endif
        if privateDevices.contains(device) { return .agent }
        return isChosen ? .room : .nobody
    }
}
