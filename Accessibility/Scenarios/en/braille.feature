@A20
Feature: A call by braille alone
  No sound is needed.

  Background:
    Given a deafblind agent
    And a braille line of 40 cells

  @A19 @A20 @EN-4.2.4 @EN-4.2.5 @G9 @fast
  Scenario: The state first
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    And the terminal bell rings

  @A19
  Scenario: On twenty cells
    Given a braille line of 20 cells
    When Dupont calls me from "0476001122"
    Then the braille line begins with "Incoming Dupont"

  @A20 @A14
  Scenario: A call goes before what waits
    # "Ready" still waits to be read.
    Then the braille line shows "Ready"
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When Dupont gives up
    Then the braille line shows "Ready"
    When I wait 500 ms
    And I press Enter
    Then the braille line shows "Missed, Dupont"

  @A20
  Scenario: The routing key
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When I press cell 2 of the braille line
    Then the cursor is on "Incoming Dupont"

  @A20 @keys
  Scenario: A line chosen by a routing key
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When the braille line moves down one line
    And the braille line moves down one line
    And I press cell 2 of the braille line
    Then the cursor is on "Answer"
    When the braille line moves up one line
    And I press cell 2 of the braille line
    Then the cursor is on "Line Reception"

  @A20 @keys
  Scenario: A missing digit, by a routing key
    When I open the page "Dial"
    And I type "0476" with 300 ms between keys
    Then the braille line begins with "Number: 0476"
    # Above the 4.
    When I press cell 10 of the braille line
    And I type "5"
    Then the field "Number" contains "05476"

  @A20 @EN-11.2.2.1
  Scenario: No event goes with time
    When I wait 500 ms
    And I press Enter
    And Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When Dupont gives up
    And I wait 8 s
    Then the braille line shows "Missed, Dupont"
    When I wait 500 ms
    And I press Enter
    Then the braille line no longer shows "Missed"

  @A20 @EN-4.2.4 @EN-4.2.5 @EN-4.2.6 @EN-6.2.1.1 @G9 @profile-deafblind
  Scenario: A whole call, written, without any sound
    Given a computer without sound
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    When I wait 1 s
    And I press F4
    Then the call from Dupont is answered
    When Dupont types "hello"
    Then the screen shows "Dupont: hello"
    When I press F12
    Then Dupont receives a BYE within 1 s

  @A20 @EN-4.2.4 @EN-4.2.5 @EN-6.2.1.1 @G9
  Scenario: Reading and replying
    When I wait 500 ms
    And I press Enter
    And Dupont calls
    And I wait 1 s
    And I press F4
    Then the braille line shows "Connected"
    When I wait 500 ms
    And I press Enter
    And I press "e"
    Then the braille line shows "Write"
    When I type "yes"
    And I press Enter
    Then the text "yes" reaches Dupont

  @EN-5.1.3.5 @A20
  Scenario: The braille preset does not speak
    When Dupont calls
    Then the braille line begins with "Incoming Dupont"
    And I hear at most 0 words
