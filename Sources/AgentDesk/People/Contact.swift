/// Somebody whom the agent keeps.
public struct Contact: Sendable, Equatable {
    public var name: String
    /// A number or an address.
    public var address: String
    /// Their presence and lines are followed.
    public var isWatched: Bool
    public var isFavourite: Bool

    public init(name: String, address: String, isWatched: Bool = false, isFavourite: Bool = false) {
        self.name = name
        self.address = address
        self.isWatched = isWatched
        self.isFavourite = isFavourite
    }
}
