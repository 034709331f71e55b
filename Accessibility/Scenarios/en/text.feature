@EN-6.2.1.1
Feature: Writing during the call
  Real-time text, beside the voice.

  Background:
    Given a blind agent
    And my microphone hears a voice
    And a call in progress with Dupont

  @G7 @EN-6.2.1.2 @EN-6.2.2.1 @EN-6.2.3 @fast
  Scenario: Writing and speaking together
    When I press "e"
    And I type "yes"
    And I press Enter
    Then the text "yes" reaches Dupont
    And the screen shows "Me: yes"
    And Dupont hears me

  @EN-6.2.2.1 @EN-6.2.2.2 @EN-6.2.2.3 @fast
  Scenario: Who wrote
    When I press "e"
    And Dupont types "hello"
    Then I hear "Dupont writes" then "hello"
    And the screen shows "Dupont: hello"

  @EN-6.2.4 @G7
  Scenario: A letter leaves at once
    When I press "e"
    And I type "a"
    Then the text "a" reaches Dupont within 500 ms

  @EN41-6.2.5 @G7
  Scenario: Erasing at the other end
    When I press "e"
    And I type "yks"
    And I press Backspace 2 times
    And I type "es"
    And I press Enter
    Then the text "yes" reaches Dupont

  @EN41-6.2.8
  Scenario: Pasting text
    When I press "e"
    And I paste "file 4512"
    And I press Enter
    Then the text "file 4512" reaches Dupont

  @EN41-6.2.7 @EN-6.2.3 @G7
  Scenario: Accents and signs
    When I press "e"
    And I type "déjà vu, £5 at Zoë's"
    And I press Enter
    Then the text "déjà vu, £5 at Zoë's" reaches Dupont
    When Dupont types "naïve café"
    Then the screen shows "Dupont: naïve café"

  @EN41-6.2.6 @G7
  Scenario: A peer who writes fast
    When I press "e"
    And Dupont types "the meeting of the board is put off until next Monday" one letter every 11 ms
    Then the screen shows "Dupont: the meeting of the board is put off until next Monday"
    And I hear "the meeting of the board is put off until next Monday"

  @EN41-6.2.2.5 @R8 @EN-11.2.2.2 @EN-11.3.2.1
  Scenario: Reading without being moved
    When I press "e"
    Then the cursor is on "Write:"
    When Dupont types "hello"
    Then the screen shows "Dupont: hello"
    And the cursor does not move
    When I press Down
    Then the cursor is on "Dupont: hello"
    When Martin sends me the message "noon"
    Then the screen shows "Message from Martin"
    And the cursor does not move
    And nothing moves above the cursor

  @EN41-6.2.2.4
  Scenario: In the order of the endings
    When I press "e"
    And Dupont types "hello"
    Then line 4 shows "Dupont: hello"
    When I type "yes"
    And I press Enter
    Then line 4 shows "Dupont: hello"
    And line 5 shows "Me: yes"

  @EN41-6.2.3 @EN-6.4 @A11 @fast
  Scenario: Telephone keys are not text
    When I type "12" with 300 ms between keys
    Then the digits "12" are sent
    And I hear "two"
    When Dupont sends the digits "5"
    Then the screen shows "Received five"

  @G7 @EN-6.2.3
  Scenario: Text despite losses
    When the network loses 5% of packets
    And I press "e"
    And I type "see you at ten o'clock" one key every 60 ms
    And I press Enter
    Then the text "see you at ten o'clock" reaches Dupont

  @EN-6.2.3 @G7
  Scenario: Text that is lost leaves a mark
    When I press "e"
    And Dupont types "start"
    Then the screen shows "Dupont: start"
    When the network loses 100% of packets
    And Dupont types "lost"
    And I wait 2 s
    And the network loses 0% of packets
    And Dupont types "end"
    Then the screen shows "�end"

  @EN41-6.2.1.3 @EN41-6.2.9
  Scenario: Text after a hold
    When I put the call on hold
    Then I hear "Dupont on hold"
    When I resume the call
    Then the call with Dupont is answered
    When I press "e"
    And I type "yes"
    And I press Enter
    Then the text "yes" reaches Dupont
