import CallEngine
import Media

extension MediaSession: CarriedSession {
    static var nothing: Reception { Reception() }
}

/// The sound of one media session, and what is done with it on this computer. Confined to the media loop.
final class MediaSlot: StreamSlot<MediaSession> {
    /// What an internal endpoint says.
    var sound: EndpointSound?
    /// The file that it is written into.
    var recording: SlotRecording?
    /// What it gives to a conference; nil while it is in none.
    private(set) var party: ConferenceParty?
    /// The port of a microphone and a headset of its own.
    var lentPort: AudioPort?
    /// Where its sound is, if not with the other calls': in a conference all are heard together.
    var ownPort: AudioPort? { party == nil ? lentPort : nil }

    /// Whether the session takes part in the conference; what waited of its sound is forgotten where it does not.
    func setJoined(_ isJoined: Bool) {
        if !isJoined { party = nil } else if party == nil { party = ConferenceParty() }
    }
}
