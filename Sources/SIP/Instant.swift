/// A point on the clock that counts suspend. Pure code is told the time and never asks for it.
public typealias Instant = ContinuousClock.Instant
