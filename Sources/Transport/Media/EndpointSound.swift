/// What an internal endpoint says, 10 ms at a time.
struct EndpointSound {
    private let endpoint: InternalEndpoint
    private var position = 0

    init(_ endpoint: InternalEndpoint) {
        self.endpoint = endpoint
    }

    /// Fills `spoken` with the next period, given what is heard in the same period.
    mutating func next(heard: [Int16], spoken: inout [Int16]) {
        switch endpoint {
        case .echo:
            for index in spoken.indices { spoken[index] = index < heard.count ? heard[index] : 0 }
        case .samples(let samples, let loops):
            fill(&spoken, from: samples, loops: loops)
        case .silence:
            for index in spoken.indices { spoken[index] = 0 }
        case .monitored(let samples, let listener):
            listener(heard)
            fill(&spoken, from: samples, loops: true)
        case .live(let speak, let listener):
            listener(heard)
            speak(&spoken)
        }
    }

    private mutating func fill(_ spoken: inout [Int16], from samples: [Int16], loops: Bool) {
        for index in spoken.indices {
            if position >= samples.count && loops { position = 0 }
            guard position < samples.count else {
                spoken[index] = 0
                continue
            }
            spoken[index] = samples[position]
            position += 1
        }
    }
}
