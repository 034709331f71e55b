import Media

extension TextSession: CarriedSession {
    static var nothing: [ReadText] { [] }
}

/// The text of one media session. Confined to the media loop.
typealias TextSlot = StreamSlot<TextSession>
