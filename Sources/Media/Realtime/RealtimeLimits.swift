/// Every bound of the real-time path, with the reason for its size.
public enum RealtimeLimits {
    /// Samples of one ring at most: 43 s at 48 kHz, more than the longest utterance that is rendered ahead.
    public static let ringSamples = 1 << 21
    /// Samples per channel of one device period at most: 100 ms at 48 kHz. A longer period is rendered in pieces.
    public static let periodSamples = 4_800
    /// Samples of one internal frame: 10 ms at 48 kHz.
    public static let frameSamples = 480
    /// Samples of sound that wait between the device and the media loop before the oldest is dropped: 100 ms.
    public static let captureBacklogSamples = 4_800
}
