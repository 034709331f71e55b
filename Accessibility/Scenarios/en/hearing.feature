@voice
Feature: What the voice says
  Short, cut by a key, and said again when asked.

  Background:
    Given a blind agent

  @A1 @EN-5.1.3.9 @fast
  Scenario: An ear for each
    Given the setting "audio.ears" is "voice_left"
    And a call in progress with Dupont
    When Dupont speaks for 3 s
    Then I hear the voice of Dupont in the right ear
    And the left ear is silent
    When Dupont falls silent
    And I ask who calls
    Then I hear "Dupont" in the left ear

  @A1
  Scenario: Changing ears by one key
    Given the setting "audio.ears" is "both"
    When I press "g"
    Then I hear "Voice left, call right" in the left ear
    When I press "g"
    Then I hear "Voice right, call left" in the right ear
    When I press "g"
    Then I hear "Both ears" in both ears

  @A4
  Scenario: The voice does not turn the call down
    Given a call in progress with Dupont
    # Dupont ends before the voice: what is heard then is below it.
    When Dupont speaks for 3 s
    And I ask where I am
    Then I hear the voice of Dupont
    And the level of the received sound is at least -30 dB

  @A13 @G5 @EN-5.1.3.4 @EN-5.1.3.5 @fast
  Scenario: A key stops the voice
    When I ask where I am
    And I wait 300 ms
    And I silence the voice
    Then the voice stops within 50 ms
    And the screen shows "Dial, d"

  @A13 @G4 @EN-5.1.3.5 @fast
  Scenario: A new line cuts the old one
    When I ask where I am
    And I wait 300 ms
    And I press Down
    Then I hear "Go to the call, v" within 70 ms

  @A14 @EN-11.4.1.3 @voice @G9
  Scenario: A call cuts the reading
    When I ask where I am
    And Dupont calls
    Then I hear "Dupont, line Reception" within 400 ms
    And "Dupont, line Reception" is heard whole

  @EN-5.1.3.4 @A15
  Scenario: Asking to repeat
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When Dupont gives up
    Then I hear "Missed, Dupont"
    When I ask to repeat
    Then I hear "Missed, Dupont"
    And the announcements contain "Missed, Dupont"

  @A12 @EN-4.2.10 @voice @fast
  Scenario: Short announcements
    Given the setting "voice.level" is "1"
    When Dupont calls
    Then I hear "Dupont" within 400 ms
    And I hear at most 1 words

  @A12 @voice
  Scenario: Full announcements
    Given the setting "voice.level" is "3"
    When Dupont calls
    Then I hear "Call from Dupont, line Reception"
    When I answer
    Then I hear "Connected, Dupont"

  @A12 @voice
  Scenario: Never the same thing twice
    When Dupont calls
    And I wait 3 s
    Then I hear "Dupont, line Reception" only once

  @A12
  Scenario: An announcement that the agent does not want
    Given the setting "voice.left_out" is "missed"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When Dupont gives up
    Then I never hear "Missed, Dupont"
    And the screen shows "Missed, Dupont"

  @A16 @voice @EN-5.6.1
  Scenario: Words in place of earcons
    Given the setting "voice.level" is "1"
    And the setting "voice.earcons" is "false"
    When Dupont calls
    Then I hear "Dupont"
    When I answer
    Then I hear "Connected"

  @A16
  Scenario: An earcon for each state
    When Dupont calls
    Then I hear the earcon "incoming call"
    When I answer
    Then I hear the earcon "call answered"
    When I hang up
    Then I hear the earcon "call closed"

  @A17 @EN-5.1.3.11 @EN-11.5.2.17 @fast
  Scenario: Rate and volume by keys
    When I press "u"
    Then I hear "Rate 285"
    When I press "y"
    Then I hear "Rate 260"
    When I press "j"
    Then I hear "Volume 90"
    When I press "k"
    Then I hear "Volume 100"

  @A17 @EN-5.1.3.11
  Scenario: Pitch and volume of the voice
    When I ask for the command "Voice higher"
    Then I hear something containing "Pitch"
    When I ask for the command "Voice quieter"
    Then I hear "Voice volume 90"

  @A17 @A5
  Scenario: The name at 350 words a minute
    Given the setting "voice.rate" is "350"
    When Dupont calls
    Then I hear "Dupont, line Reception" within 400 ms

  @A18
  Scenario: A number digit by digit
    Given the setting "voice.numbers" is "digits"
    When Dupont calls me from "0476001122"
    Then I hear "Dupont, line Reception"
    When I ask who calls
    Then I hear "Dupont"
    When I ask who calls
    Then I hear "zero, four, seven, six, zero, zero, one, one, two, two"

  @A11 @voice
  Scenario: Hearing what is typed
    When I open the page "Dial"
    And I type "7"
    Then I hear "seven" within 70 ms
    When I press Backspace
    Then the field "Number" is empty
    When I type "b"
    Then I hear "b"

  @A11
  Scenario: In a call, what is typed is not said
    Given a call in progress with Dupont
    When I press "n"
    Then I hear something containing "New note"
    When I type "invoice" one key every 100 ms
    Then I hear at most 0 words
    And the field "New note" contains "invoice"

  @voice @A14
  Scenario: Never over the caller's first words
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I answer
    And Dupont speaks for 2 s
    And Martin sends me the message "call me back"
    Then I do not hear "Message from Martin" for 1 s
    And I hear the voice of Dupont
    And I hear "Message from Martin"

  @A10 @G3
  Scenario: No duration is told unasked
    Given my microphone hears a voice
    And a call in progress with Dupont
    When I wait 3 s
    Then the terminal receives no bytes
    And I hear nothing for 1 s
    When I press "l"
    Then I hear something containing ", call"

  @EN-5.1.3.9 @EN-4.2.11
  Scenario: Away from a private device, no name
    Given the setting "audio.private_devices" is "alsa:plughw:CARD=Other"
    When Dupont calls
    Then I hear "Incoming call"
    And I never hear "Dupont"
    And the screen shows "Incoming Dupont"
