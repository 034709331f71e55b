@A23
Feature: The incident form
  An inhabitant reports something, the agent writes by ear, the number is said.

  Background:
    Given a blind agent

  @A23 @EN-5.4 @EN-11.3.3.1 @EN-11.3.3.2 @fast
  Scenario: A form during the call
    Given a call in progress with Dupont
    When I press "i"
    Then the cursor is on "Subject, required"
    When I type "fallen oak"
    And I press Enter
    Then the cursor is on "Kind, required"
    When I press Enter
    And I press "r"
    Then the cursor is on "Road"
    When I press Enter
    Then the cursor is on "Kind, required: Road"
    When I press Down
    And I type "31 2"
    And I press Enter
    Then I hear "Day: 31 February does not exist"
    And the cursor is on "Day, required"
    When I press Backspace 4 times
    And I type "yesterday"
    And I press Enter
    And I type "rue de l'Église"
    Then the field "Place" contains "rue de l'Église"
    When I press Down 3 times
    And I press Enter
    Then I am on the page "Review"
    And the cursor is on "Subject: fallen oak"
    When I press End
    Then the cursor is on "Send the form"
    When I press Enter
    Then I hear "Form 1 sent"
    And the record server received "fallen oak" in the field "Subject"
    And the record server received "Road" in the field "Kind"
    And the record server received "rue de l'Église" in the field "Place"
    And the record server received "Dupont" in the field "Caller"
    And the record server has 1 form
    When I ask for "Repeat"
    Then I hear "Form 1 sent"

  @A23 @EN-11.3.3.1
  Scenario: What is absent is told at the review
    When I press "i"
    And I press Down 6 times
    Then the cursor is on "Review before sending"
    When I press Enter
    Then the cursor is on "Required, Subject"
    When I press Enter
    Then the cursor is on "Subject, required"

  @A23 @EN-11.3.3.3
  Scenario: The server does not answer, then answers
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
    And I type "town hall square"
    And I press Down 3 times
    And I press Enter
    Then I am on the page "Review"
    When I press End
    And I press Enter
    Then I hear something containing "Form kept"
    And the record server has 0 forms
    When the record server answers again
    Then I hear "Form 1 sent" within 30 s
    And the record server received "fallen oak" in the field "Subject"
    And the record server has 1 form

  @A23 @EN-11.3.3.1 @EN-11.3.3.3
  Scenario: A form that is refused, corrected, sent
    When the record server refuses: "Unknown street"
    When I press "i"
    And I type "pothole"
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
    Then I hear something containing "Refused: Unknown street"
    When I press "i"
    And I press End
    Then the cursor is on "Draft"
    When I press Enter
    Then the cursor is on "Refused: Unknown street"
    And the field "Subject, required" contains "pothole"
    When I press Down 4 times
    Then the cursor is on "Place"
    When I type ", Évry"
    And I press Down 3 times
    And I press Enter
    Then I am on the page "Review"
    When I press End
    And I press Enter
    Then I hear "Form 1 sent"
    And the record server received "rue Pasteur, Évry" in the field "Place"
    And the record server has 1 form

  @A21 @EN-11.2.2.1
  Scenario: A call in the middle of the form
    When I press "i"
    And I type "hole"
    And Dupont calls
    Then I hear something containing "Dupont"
    And the cursor is on "Subject, required"
    When I type "s"
    Then the field "Subject, required" contains "holes"
    When I reject the call
    Then the call from Dupont has ended
    And the field "Subject, required" contains "holes"

  @A23
  Scenario: The draft is there again after a restart
    When I press "i"
    And I type "broken lamp"
    Then the incident form contains "broken lamp"
    When the program restarts
    Then I hear "Draft restored"
    When I press "i"
    And I press End
    Then the cursor is on "Draft"
    When I press Enter
    Then the field "Subject, required" contains "broken lamp"

  @A20 @A23
  Scenario: The form by braille alone
    Given a deafblind agent
    And a braille line of 40 cells
    And a call in progress with Dupont
    # What waits is read first.
    When I wait 500 ms
    And I press Enter
    And I wait 500 ms
    And I press Enter
    And I press "i"
    Then the braille line begins with "Subject, required"
    When I type "lamp"
    Then the braille line shows "lamp"
    And the incident form contains "lamp"
