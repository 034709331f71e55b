# language: fr
@A7 @EN-5.7 @EN-5.8
Fonctionnalité: Pardonner les touches pressées deux fois
  Un agent dont la main tremble appuie parfois deux fois. Un double appui involontaire
  ne doit pas faire perdre un deuxième appel qui attend.

  Scénario: Un double F12 ne finit qu'un seul appel
    Étant donné un agent aveugle
    Et un appel en cours avec Dupont
    Quand j'appuie sur F8
    Alors l'appel avec Dupont est en attente
    Quand Martin appelle
    Et je décroche
    Alors l'appel avec Martin est pris
    Quand j'appuie deux fois sur F12 à 200 ms d'intervalle
    Alors l'appel avec Martin est fini
    Et Martin reçoit un BYE en moins de 1 s
    Et l'appel avec Dupont est en attente
    Et le programme envoie BYE une fois
