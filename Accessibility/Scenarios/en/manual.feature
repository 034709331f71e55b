@manual
Feature: The manual's examples
  Each example of steps.en.md, word for word, in a situation where it is of use.

  Scenario: Starting
    Given a blind agent
    And the setting "voice.level" is "1"
    When the program starts
    Then I hear "Ready"
    And I hear "Ready" in English
    And I hear at most 3 words
    And the program sends REGISTER 2 times
    And I never hear "Offline"
    And line 1 shows "Home"
    And the program is still running

  Scenario: A first start
    Given a blind agent
    And a first start
    When the program starts
    Then I hear "Welcome to Clairvoix"
    # A line without an address is not added.
    When I press "a" then "a" then Enter
    And I press Down 4 times
    And I press the Enter key
    Then I hear something containing "server"

  Scenario: A refused password
    Given a blind agent
    And the server refuses the password
    When the program starts
    Then I hear "Password refused"

  Scenario: A server that falls silent, then answers
    Given a blind agent
    And I am online
    When the server stops answering
    And I wait 2 seconds
    And the server answers again
    And Dupont calls
    Then I hear "Dupont, line Reception"

  Scenario: The name, and nothing more
    Given a blind agent
    And the setting "voice.level" is "1"
    When Dupont calls
    Then I hear "Dupont" within 400 ms
    And I hear "Dupont" in the left ear
    And I hear the ringing
    And I hear "Dupont" only once
    When I ask who calls
    Then I hear "Dupont" again
    And I do not hear "Dupont" for 2 s
    When Dupont gives up
    Then I no longer hear the ringing
    And the history contains a missed call from Dupont
    And the announcements contain "Dupont"
    And the history shows "Missed Dupont"

  Scenario: In order
    Given a blind agent
    And the setting "voice.level" is "1"
    And the setting "voice.earcons" is "false"
    When Dupont calls
    And I wait 2 seconds
    And I ask who calls
    And I wait 1 s
    And I press F4
    Then I hear "Dupont" then "Connected"
    And I hear "Dupont" 2 times
    And I hear in this order:
      | Dupont    |
      | Dupont    |
      | Connected |

  Scenario: Cutting the voice
    Given a blind agent
    And the setting "voice.rate" is "150"
    When Dupont calls
    And I wait 500 ms
    And I silence the voice
    Then "Dupont, line Reception" is cut within 50 ms
    When Dupont gives up
    Then I hear "Missed, Dupont"
    When I ask where I am
    And I press nothing for 700 ms
    And I silence the voice
    Then the voice stops within 50 ms
    And the right ear is silent

  Scenario: A fast voice
    Given a blind agent
    And the setting "voice.rate" is "350"
    When Dupont calls
    Then I hear a phrase that contains "Dupont" within 1.2 s
    When Dupont gives up
    Then I hear "Missed, Dupont"
    When Dupont calls me with a withheld number
    Then I hear "Withheld, line Reception"
    When Dupont gives up
    Then the screen shows "Missed, Withheld"
    When "Marie Martin" calls me from "0612345678"
    Then I hear "Marie Martin, line Reception"
    When I reject the call
    Then the program answers 603

  Scenario: A call on a small screen
    Given a low-vision agent
    And the theme "contrast-dark"
    And a terminal of 40x12
    When Dupont calls
    Then the screen shows "Incoming Dupont"
    And the cursor is on "Incoming Dupont"
    And the contrast is at least 7
    And no text is truncated
    And the terminal is left as it is
    When Dupont gives up
    Then the screen no longer shows "Incoming Dupont"
    And the cursor returns to its place

  Scenario: Without colour
    Given the preset "braille"
    And a terminal without colour
    And the program is in French
    When Dupont calls
    Then the call from Dupont is ringing
    And the screen reads without colour

  Scenario: A quiet screen
    Given a blind agent
    And a terminal of 80 columns and 25 rows
    And I am online
    When I press Down 3 times
    And I press Up
    Then only the cursor moves
    And the cursor is at line 5 column 1
    When I hold Down for 1 s
    Then the cursor is on "Quit"
    And I hear "Quit, F11 q"
    And I hear nothing for 2 s
    # In a list, Right does nothing.
    When I press Right
    Then the cursor does not move
    And nothing changes on the screen for 2 s
    And the terminal receives no bytes for 2 s
    When I press Enter
    And I wait 600 ms
    And I press the Enter key
    Then the program ends

  Scenario: Typing and pasting
    Given a blind agent
    And a terminal of 40x12
    When I open the page "Dial"
    Then the field "Number" is empty
    When I type "0476" one key every 150 ms
    Then the field "Number" contains "0476"
    When I press Backspace 4 times
    And I paste "0476"
    Then the program sends no INVITE
    And the screen is exactly:
      """
      Dial

      Number: 0476





      Ready, line Reception
      """
    # In a field a letter is written; after ² it commands.
    When I press "²" then n
    Then I am on the page "Notes"
    When I press the key "²" again
    And I press "d"
    Then I am on the page "Dial"

  Scenario: Messages
    Given a blind agent
    When I open the page "Recent calls"
    Then I am on the page "Recent calls"
    When Dupont sends me the message "call me back"
    Then the screen shows "Message from Dupont"
    And nothing moves above the cursor
    When Dupont leaves a voice message
    Then the screen shows "1 voice message"
    When I press Backspace
    And I press F11 then e then Enter
    Then I am on the page "Recent calls"

  Scenario: Contacts
    Given a blind agent
    And a contact Dupont with number "0476123456"
    And a contact Martin with number "0476003344"
    And the configuration:
      """
      [[contact]]
      name = "Girard"
      address = "0476998877"
      """
    When I open the page "Contacts"
    Then the screen shows "Dupont"
    And the screen shows "Girard"
    When I open the page "Watched colleagues"
    And Martin becomes available
    Then the screen shows "Free Martin"

  Scenario: A call that does not succeed
    Given a blind agent
    And a contact Martin with number "0476003344"
    And a peer Martin
    And a contact "Léa Roux" with number "0476998877"
    And a peer "Léa Roux" who is busy
    When I call "0476998877"
    Then I hear "Léa Roux busy"
    When Martin is busy
    And I call "0476003344"
    Then I hear "Martin busy"
    When Martin answers with the code 404
    And I call "0476003344"
    Then I hear "Unknown number"
    When Martin does not answer
    And I call "0476003344"
    Then I hear "Ringing Martin"
    When Martin declines the call
    Then I hear "Martin refused"

  Scenario: A peer who answers
    Given a blind agent
    And a contact Martin with number "0476003344"
    And a peer Martin who answers after 2 s
    And a peer Dupont who does not answer
    When I call "0476003344"
    Then the INVITE contains "m=text"
    And I hear the earcon "Connected"
    When I hang up
    Then the program sends a BYE
    And the call has ended
    When I call "0476003344"
    And Martin picks up after 3 s
    Then I hear the earcon "Connected"
    When I hang up
    Then I hear "Call closed"
    When I call "dupont"
    And Dupont answers
    Then I hear the earcon "Connected"

  Scenario: Speaking to each other
    Given a blind agent
    And my microphone hears a voice
    And a call in progress with Dupont
    When Dupont speaks for 5 s
    Then I hear the voice of Dupont in the right ear
    And the level of the received sound is at least -40 dB
    And RTP packets leave
    And RTP packets arrive
    And the codec is "opus"
    And Dupont hears me
    And my microphone is open
    When Dupont falls silent
    And I mute my microphone
    Then my microphone is muted
    And the sent sound is silent for 2 s
    And Dupont hears nothing
    And Dupont no longer hears me

  Scenario: What the program says stays with me
    Given a blind agent
    And my microphone hears silence
    And a call in progress with Dupont
    When I ask who calls
    Then nothing that the program says is sent to the peer
    When I mute my microphone
    Then "Microphone muted" is heard whole

  Scenario: Holding, hanging up
    Given a blind agent
    And a call in progress with Dupont
    When I put the call on hold
    Then the call with Dupont is on hold
    When I ask where I am
    Then no RTP packet leaves for 2 s
    When I resume the call
    Then the call with Dupont is answered
    When Dupont puts me on hold
    Then I hear "Dupont asks you to wait"
    When Dupont resumes the call
    Then I hear "Dupont is back"
    When I hang up
    Then Dupont receives a BYE within 1 s

  Scenario: Who hangs up
    Given a blind agent
    And a call in progress with Dupont
    When Martin calls
    Then I hear something containing "Martin"
    When I pick up
    Then I hear "Martin, Dupont waits"
    # Struck twice by one finger, F12 ends one call only.
    When I press F12 two times 200 ms apart
    Then the call with Martin has ended
    And the call with Dupont is on hold
    When Dupont hangs up
    Then I hear "Dupont has gone"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    When I pick up
    And Dupont hangs up after 2 s
    Then I hear "Dupont has gone"
    And the history contains 3 calls

  Scenario: A peer without text
    Given a blind agent
    And a peer Martin without text
    And a call in progress with Martin
    When I press "e"
    Then I hear "No text in this call"
    When I ask for the command "Conference"
    Then I am on the page "Conference"

  Scenario: Writing and dialling during the call
    Given a blind agent
    And my microphone hears bursts
    And a call in progress with Dupont
    When I wait 2 seconds
    Then the sent sound contains a burst
    When I type "12#" with 300 ms between keys
    Then the digits "12#" are sent
    When Dupont sends the digits "12#"
    Then the screen shows "Received hash"
    When I press "e"
    And I type "hello"
    Then the text "hello" reaches Dupont
    When I press Enter
    And I type "a"
    Then the text "a" reaches Dupont within 500 ms
    When Dupont types "hello"
    Then the screen shows "Dupont: hello"
    When Dupont types "hello" one letter every 200 ms
    Then I hear something containing "hello"

  Scenario: Transferring
    Given a blind agent
    And the setting "interface.confirm_transfer" is "false"
    And a contact Martin with number "0476003344"
    And a peer Martin
    And a call in progress with Dupont
    When Dupont transfers me to Martin
    Then I hear something containing "call martin"
    When I ask for the command "Forbid the transfer"
    And I press F7
    And I type "martin"
    And I press Enter two times 800 ms apart
    Then Dupont receives a REFER
    When Dupont declines the transfer
    Then I hear "Failure, Dupont waits"
    When I press F7
    And I type "martin"
    And I press Enter two times 800 ms apart
    Then Dupont receives a REFER
    When Dupont accepts the transfer
    Then I hear "Dupont transferred"

  Scenario: Faults during the call
    Given a blind agent
    And a call in progress with Dupont
    When the network loses 5% of packets
    And the network duplicates 10 percent of packets
    And the network delays packets by 150 ms
    And the jitter of the network is 60 ms
    And Dupont speaks for 5 s
    Then I hear the voice of Dupont
    When the network is down for 2 s
    And I wait 2 seconds
    And Dupont speaks for 5 s
    Then I hear the voice of Dupont
    When the network fails
    And I wait 1 s
    And the network returns
    And my headset is unplugged
    Then the screen shows "Headset lost"
    And the call with Dupont is answered
    When my headset is plugged in again
    Then I hear "Headset back"

  Scenario: An encrypted call, and its notes
    Given a blind agent
    And the setting "account.encryption" is "required"
    And the setting "account.keys_in_clear" is "true"
    And a call in progress with Dupont
    Then the call is encrypted
    When I press "n"
    And I type "call back on Monday"
    And I press Enter
    And I type "invoice"
    And I press Enter
    Then the note of the call with Dupont contains "invoice"
    When the program restarts
    Then the notes contain "call back on Monday"

  Scenario: The screen reader
    Given a blind agent
    And the screen reader Fenrir
    And I am online
    When I press Down 3 times
    Then the screen reader says "Recent calls"
    And the screen reader does not say "Dupont"
    And the screen reader says nothing for 2 s
    When Dupont calls
    Then the screen reader says "Dupont" only once

  Scenario: The braille line
    Given a deafblind agent
    And a braille line of 40 cells
    And a computer without sound
    When Dupont calls
    Then the braille line shows "Incoming Dupont"
    And the braille line begins with "Incoming"
    And the terminal bell rings
    When Dupont gives up
    Then the braille line no longer shows "Incoming"

  Scenario: A routing key
    Given a deafblind agent
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When the braille line moves down one line
    And the braille line moves down one line
    And I press cell 5 of the braille line
    Then the cursor is on "Answer"
    When the braille line moves up one line
    And I press cell 5 of the braille line
    Then the cursor is on "Line Reception"

  Scenario: The ringing under the voice
    Given a blind agent
    And the setting "voice.rate" is "120"
    When Dupont calls
    Then I hear "Dupont, line Reception"
    And I hear the ringing
    When I ask where I am
    Then the ringing is lowered by at least 20 dB while the voice speaks

  Scenario: The voice's device
    Given a blind agent
    And the voice has its own device
    And the setting "voice.rate" is "150"
    When I ask where I am
    And I wait 300 ms
    And the voice's device is unplugged
    Then I hear "Voice in the headset"
    When the voice's device is plugged in again
    Then the screen shows "Voice on its device"

  Scenario: A high tone both ways
    Given a blind agent
    And my microphone hears a tone of 7000 Hz
    And a call in progress with Dupont
    When Dupont plays a tone of 7000 Hz
    Then I hear a tone of 7000 Hz
    And I hear a tone of 7000 Hz weakened by 3 dB at most
    And Dupont hears a tone of 7000 Hz

  Scenario: A low tone both ways
    Given a blind agent
    And my microphone hears a tone of 250 Hz
    And a call in progress with Dupont
    When Dupont plays a tone of 250 Hz for 5 s
    Then I hear a tone of 250 Hz
    And Dupont hears a tone of 250 Hz weakened by 3 dB at most

  Scenario: A link of a page
    Given a blind agent
    And I am online
    When the link "tel:0476001122" is opened
    Then I hear something containing "Link to"
    And the program sends no INVITE

  Scenario: The record server
    Given a blind agent
    When the record server stops answering
    When I press "i"
    And I type "fallen oak"
    And I press Down
    And I press Enter
    And I press "t"
    And I press Enter
    Then the cursor is on "Kind, required: Tree"
    When I press Down
    And I type "yesterday"
    And I press Enter
    And I type "rue Pasteur"
    And I press Down 3 times
    And I press Enter
    Then I am on the page "Review"
    When I press End
    And I press Enter
    Then I hear something containing "Form kept"
    When the record server refuses: "Unknown street"
    And the record server answers again
    Then I hear something containing "Unknown street" within 30 s
    When I press "i"
    And I press End
    Then the cursor is on "Draft"
    When I press Enter
    Then the field "Subject, required" contains "fallen oak"
    When I press End
    And I press Up
    Then the cursor is on "Review before sending"
    When I press Enter
    Then I am on the page "Review"
    When I press End
    And I press Enter
    Then I hear "Form 1 sent"
    And the record server received "fallen oak" in the field "Subject"
    And the record server has 1 form

  Scenario: The incident form
    Given a blind agent
    And a call in progress with Dupont
    When I press "i"
    And I type "invoice"
    Then the incident form contains "Dupont"
    And the field "Subject" of the incident form contains "invoice"

  # What this computer cannot do: not tested, with the reason.

  Scenario: The computer's address
    Given a blind agent
    And I am online
    When the address of the computer changes
    Then the program sends a REGISTER
