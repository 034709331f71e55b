@A23
Feature: Messages and notes
  What is written is told, kept and found again.

  Background:
    Given a blind agent

  @EN-11.4.1.3 @A15 @voice
  Scenario: A written message
    When Martin sends me the message "call me back"
    Then I hear "Message from Martin" then "call me back"
    When I open the page "Messages"
    Then the cursor is on "call me back"
    And the announcements contain "Message from Martin"

  @EN-6.4 @EN-11.4.1.3
  Scenario: A voice message
    When Dupont leaves a voice message
    Then I hear "1 voice message"
    And the screen shows "1 voice message"

  @A23 @EN-5.4 @EN-11.3.3.2 @fast
  Scenario: A note during the call
    Given a call in progress with Dupont
    When I press "n"
    Then the cursor is on "New note"
    When I type "call back on Monday"
    And I press Enter
    Then I hear "Note kept"
    And the note of the call with Dupont contains "call back on Monday"

  @A23
  Scenario: A note after a restart
    When I press "n"
    And I type "order paper"
    And I press Enter
    Then I hear "Note kept"
    When the program restarts
    Then the notes contain "order paper"

  @EN-11.2.2.1 @A21
  Scenario: A note begun is not lost
    When I press "n"
    And I type "invoice"
    And Dupont calls
    Then I hear something containing "Dupont"
    And the cursor is on "New note"
    When I type "s"
    Then the field "New note" contains "invoices"
    When I reject the call
    Then the call from Dupont has ended
    And the field "New note" contains "invoices"
    And the cursor is on "New note"

  @A23
  Scenario: The page of a past call
    Given a call in progress with Dupont
    When I press "n"
    And I type "call back on Monday"
    And I press Enter
    Then I hear "Note kept"
    When Dupont hangs up
    Then the history contains an answered call from Dupont
    When I open the page "Recent calls"
    Then the cursor is on "Dupont"
    When I ask for the command "Details of the call"
    Then the screen shows "Lasted"
    And the screen shows "Line Reception"
    And the screen shows "call back on Monday"
