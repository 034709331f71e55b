/// A step as it was understood: what is to be done, or what is to be so.
public enum Step: Sendable, Equatable {
    case setUp(SetUpStep)
    case keys(KeyStep)
    case peer(String, PeerStep)
    case network(NetworkStep)
    case heard(HearingStep)
    case screen(ScreenStep)
    case reader(ReaderStep)
    case sound(SoundStep)
    case carried(CarriedStep)
    case kept(KeptStep)
}
