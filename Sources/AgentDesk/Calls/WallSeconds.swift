/// Seconds since 1970-01-01 on the clock on the wall: local time, for people.
public typealias WallSeconds = Int
